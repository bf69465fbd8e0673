/* scene-cairo.h: a scene as PNG or PDF. */
#pragma once

#include "charts/scene/scene.h"

/* Dots per inch at which a px of the scene is a px of the PNG. */
#define DGMI_BASE_DPI 96.0
#define DGMI_MIN_DPI 24.0
#define DGMI_MAX_DPI 2400.0

/* A PNG of width x zoom x dpi / 96 px, resolution in its pHYs chunk, title and description in iTXt.
 * Same bytes for the same scene and Cairo. NULL with DGMI_ERROR_USAGE if dpi is out of range or the
 * picture would be larger than Cairo draws, DGMI_ERROR_IO if memory does not suffice. */
GBytes *dgmi_scene_to_png(const DgmiScene *scene, double dpi,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A PDF page of 0.75 pt a px with real text, title, subject and author; dated `created` (seconds
 * since 1970; negative = undated), never by the clock. Same bytes for the same scene and Cairo. */
GBytes *dgmi_scene_to_pdf(const DgmiScene *scene, gint64 created,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
