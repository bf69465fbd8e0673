#include "datasets/spreadsheets/archive.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>
#include <zip.h>

#include "indicators/base/memory.h"

/* The ratio of what is unpacked to what is packed, once there is enough to tell. Sheets are packed
 * to a tenth or a thirtieth; a bomb to a thousandth. */
#define RATIO_MAX 100
#define RATIO_FROM ((guint64)4 << 20)

/* A workbook has a few dozen parts. */
#define ENTRIES_MAX 20000

struct _DgmiArchive
{
  const char *name; /* interned */
  zip_t *zip;
  guint64 size;     /* of the file */
  guint64 unpacked; /* of all parts so far */
  DgmiMessages *messages;
  gboolean failed;
  xmlStructuredErrorFunc hearer; /* of libxml2 on this thread, put back at the end */
  void *hearer_data;
};

struct _DgmiXml
{
  DgmiArchive *archive;
  char *part;
  zip_file_t *entry;
  xmlTextReader *reader;
  guint64 packed, unpacked;
  gboolean broken; /* the zip entry, or a ceiling: a failure was added */
};

/* ---- The archive ---- */

/* What libxml2 would print: fail_parsing() says it. */
static void be_silent(void *context, xmlError *error)
{
  (void)context;
  (void)error;
}

void dgmi_archive_fail(DgmiArchive *archive, const char *format, ...)
{
  const DgmiPlace place = {.file = archive->name};
  va_list arguments;
  va_start(arguments, format);
  dgmi_messages_add(archive->messages, DGMI_FAILURE, &place,
                    dgmi_sentence_new_valist(format, arguments));
  va_end(arguments);
  archive->failed = TRUE;
}

static zip_source_t *new_source(const DgmiSpreadsheet *spreadsheet, zip_error_t *error)
{
  return spreadsheet->text != NULL
             ? zip_source_buffer_create(spreadsheet->text, spreadsheet->length, 0, error)
             : zip_source_file_create(spreadsheet->file, 0, -1, error);
}

static void open_zip(DgmiArchive *archive, const DgmiSpreadsheet *spreadsheet)
{
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *source = new_source(spreadsheet, &error);
  zip_stat_t stat;
  if (source != NULL && zip_source_stat(source, &stat) == 0 && (stat.valid & ZIP_STAT_SIZE) != 0)
    archive->size = stat.size;
  archive->zip = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive->zip == NULL && source != NULL)
    zip_source_free(source);
  if (archive->zip == NULL)
    dgmi_archive_fail(archive, "the workbook is cut off or damaged (%s); copy or download it again",
                      zip_error_strerror(&error));
  else if (zip_get_num_entries(archive->zip, 0) > ENTRIES_MAX)
    dgmi_archive_fail(archive, "this zip file has more than %d parts, which no workbook has",
                      ENTRIES_MAX);
  zip_error_fini(&error);
}

DgmiArchive *dgmi_archive_open(const DgmiSpreadsheet *spreadsheet, DgmiMessages *messages)
{
  const gboolean standard_input = strcmp(spreadsheet->file, "-") == 0;
  DgmiArchive *archive = g_new0(DgmiArchive, 1);
  archive->name = g_intern_string(standard_input ? DGMI_CSV_STDIN : spreadsheet->file);
  archive->messages = messages;
  archive->hearer = xmlStructuredError;
  archive->hearer_data = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc(NULL, be_silent);
  open_zip(archive, spreadsheet);
  if (!archive->failed)
    return archive;
  dgmi_archive_free(archive);
  return NULL;
}

static void clear_archive(DgmiArchive *archive)
{
  if (archive->zip != NULL)
    zip_discard(archive->zip);
  xmlSetStructuredErrorFunc(archive->hearer_data, archive->hearer);
}

DGMI_DEFINE_FREE(dgmi_archive_free, DgmiArchive, clear_archive)

const char *dgmi_archive_name(const DgmiArchive *archive)
{
  return archive->name;
}

gboolean dgmi_archive_has(const DgmiArchive *archive, const char *part)
{
  return zip_name_locate(archive->zip, part, 0) >= 0;
}

gboolean dgmi_archive_failed(const DgmiArchive *archive)
{
  return archive->failed;
}

/* ---- A part as a stream of bytes ---- */

static void check_ceilings(DgmiXml *xml)
{
  if (xml->archive->unpacked > DGMI_ARCHIVE_MAX)
    dgmi_archive_fail(xml->archive,
                      "the workbook unpacks to more than 1 GiB; save the sheet as CSV");
  else if (xml->unpacked > RATIO_FROM && xml->unpacked / RATIO_MAX > xml->packed)
    dgmi_archive_fail(xml->archive,
                      "the part %s unpacks to more than %d times its size, as no sheet does; copy "
                      "the table to a new workbook, or save it as CSV",
                      xml->part, RATIO_MAX);
  else
    return;
  xml->broken = TRUE;
}

/* xmlInputReadCallback. */
static int read_bytes(void *context, char *buffer, int length)
{
  DgmiXml *xml = context;
  if (xml->broken)
    return -1;
  const zip_int64_t got = zip_fread(xml->entry, buffer, (zip_uint64_t)length);
  if (got < 0)
  {
    dgmi_archive_fail(xml->archive,
                      "the part %s is damaged (%s); open the workbook and save it again", xml->part,
                      zip_file_strerror(xml->entry));
    xml->broken = TRUE;
    return -1;
  }
  xml->unpacked += (guint64)got;
  xml->archive->unpacked += (guint64)got;
  check_ceilings(xml);
  return xml->broken ? -1 : (int)got;
}

/* ---- A part as XML ---- */

DgmiXml *dgmi_xml_open(DgmiArchive *archive, const char *part)
{
  zip_stat_t stat;
  zip_file_t *entry = NULL;
  if (zip_stat(archive->zip, part, 0, &stat) == 0)
    entry = zip_fopen(archive->zip, part, 0);
  if (entry == NULL)
  {
    dgmi_archive_fail(archive,
                      "the workbook's part %s is missing or locked; open the workbook and save it "
                      "again, without a password",
                      part);
    return NULL;
  }
  DgmiXml *xml = g_new0(DgmiXml, 1);
  xml->archive = archive;
  xml->part = g_strdup(part);
  xml->entry = entry;
  xml->packed = (stat.valid & ZIP_STAT_COMP_SIZE) != 0 ? MIN(stat.comp_size, archive->size) : 0;
  xml->reader =
      xmlReaderForIO(read_bytes, NULL, xml, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
  xmlTextReaderSetStructuredErrorHandler(xml->reader, be_silent, NULL);
  return xml;
}

static void clear_xml(DgmiXml *xml)
{
  xmlFreeTextReader(xml->reader);
  zip_fclose(xml->entry);
  g_free(xml->part);
}

DGMI_DEFINE_FREE(dgmi_xml_free, DgmiXml, clear_xml)

xmlTextReader *dgmi_xml_reader(const DgmiXml *xml)
{
  return xml->reader;
}

static void fail_parsing(DgmiXml *xml)
{
  if (xml->broken)
    return;
  xml->broken = TRUE;
  dgmi_archive_fail(xml->archive,
                    "the part %s is no XML that makes sense from its line %d on; open the workbook "
                    "and save it again",
                    xml->part, xmlTextReaderGetParserLineNumber(xml->reader));
}

gboolean dgmi_xml_next(DgmiXml *xml)
{
  if (xml->archive->failed)
    return FALSE;
  const int status = xmlTextReaderRead(xml->reader);
  if (status < 0 || xml->broken)
    fail_parsing(xml);
  else if (status > 0 && xmlTextReaderNodeType(xml->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
  {
    xml->broken = TRUE;
    dgmi_archive_fail(xml->archive,
                      "the part %s declares a document type, which no workbook does; open the "
                      "workbook and save it again",
                      xml->part);
  }
  return status > 0 && !xml->broken;
}

void dgmi_xml_skip(DgmiXml *xml)
{
  const int depth = xmlTextReaderDepth(xml->reader);
  if (dgmi_xml_is_empty(xml))
    return;
  while (dgmi_xml_next(xml))
    if (xmlTextReaderNodeType(xml->reader) == XML_READER_TYPE_END_ELEMENT &&
        xmlTextReaderDepth(xml->reader) == depth)
      return;
}

static gboolean is_named(const DgmiXml *xml, int type, const char *name)
{
  return xmlTextReaderNodeType(xml->reader) == type &&
         strcmp((const char *)xmlTextReaderConstLocalName(xml->reader), name) == 0;
}

gboolean dgmi_xml_begins(const DgmiXml *xml, const char *name)
{
  return is_named(xml, XML_READER_TYPE_ELEMENT, name);
}

gboolean dgmi_xml_ends(const DgmiXml *xml, const char *name)
{
  return is_named(xml, XML_READER_TYPE_END_ELEMENT, name);
}

gboolean dgmi_xml_is_empty(const DgmiXml *xml)
{
  return xmlTextReaderIsEmptyElement(xml->reader) == 1;
}

void dgmi_xml_attributes(const DgmiXml *xml, DgmiXmlAttribute take, gpointer user_data)
{
  for (int more = xmlTextReaderMoveToFirstAttribute(xml->reader); more == 1;
       more = xmlTextReaderMoveToNextAttribute(xml->reader))
    take((const char *)xmlTextReaderConstLocalName(xml->reader),
         (const char *)xmlTextReaderConstValue(xml->reader), user_data);
  xmlTextReaderMoveToElement(xml->reader);
}

typedef struct
{
  const char *name;
  char *value;
} Wanted;

static void take_wanted(const char *name, const char *value, gpointer user_data)
{
  Wanted *wanted = user_data;
  if (wanted->value == NULL && strcmp(name, wanted->name) == 0)
    wanted->value = g_strdup(value);
}

char *dgmi_xml_attribute(const DgmiXml *xml, const char *name)
{
  Wanted wanted = {name, NULL};
  dgmi_xml_attributes(xml, take_wanted, &wanted);
  return wanted.value;
}
