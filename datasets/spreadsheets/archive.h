/* archive.h: the parts of a workbook, which is a zip file of XML, one at a time and as a stream.
 *
 * Nothing of a file is believed: there are ceilings on what is unpacked and on its ratio to what
 * the file has, entities and document types are refused, and the depth of XML and the length of
 * its texts are libxml2's own (256; 10 MB). */
#pragma once

#include <libxml/xmlreader.h>

#include "datasets/csv/spreadsheet.h"

/* What all parts of one workbook may unpack to, in bytes. */
#define DGMI_ARCHIVE_MAX ((guint64)1 << 30)

typedef struct _DgmiArchive DgmiArchive;

/* NULL with a failure. The text in memory has to outlive the archive. */
DgmiArchive *dgmi_archive_open(const DgmiSpreadsheet *spreadsheet,
                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_archive_free(DgmiArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiArchive, dgmi_archive_free)

/* As messages call the workbook; interned. */
const char *dgmi_archive_name(const DgmiArchive *archive);
gboolean dgmi_archive_has(const DgmiArchive *archive, const char *part);

/* Whether there was a failure. */
gboolean dgmi_archive_failed(const DgmiArchive *archive);

/* Adds a failure about the workbook as a whole. */
void dgmi_archive_fail(DgmiArchive *archive, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A part as XML. */
typedef struct _DgmiXml DgmiXml;

/* NULL with a failure where the archive has no such part. */
DgmiXml *dgmi_xml_open(DgmiArchive *archive, const char *part) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_xml_free(DgmiXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiXml, dgmi_xml_free)

/* Steps to the next node. FALSE at the end and, with a failure, where the part makes no sense. */
gboolean dgmi_xml_next(DgmiXml *xml);

/* Steps over the element that the reader stands at the beginning of, its end included. */
void dgmi_xml_skip(DgmiXml *xml);

/* What the reader stands at. */
xmlTextReader *dgmi_xml_reader(const DgmiXml *xml);
/* Whether it is the beginning of an element, or its end, of a local name. */
gboolean dgmi_xml_begins(const DgmiXml *xml, const char *name);
gboolean dgmi_xml_ends(const DgmiXml *xml, const char *name);
gboolean dgmi_xml_is_empty(const DgmiXml *xml);

/* The attribute of the element by its local name, NULL where there is none. Free with g_free(). */
char *dgmi_xml_attribute(const DgmiXml *xml, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Calls `take` for each attribute: local name, value, `user_data`. */
typedef void (*DgmiXmlAttribute)(const char *name, const char *value, gpointer user_data);
void dgmi_xml_attributes(const DgmiXml *xml, DgmiXmlAttribute take, gpointer user_data);
