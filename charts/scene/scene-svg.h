/* scene-svg.h: a scene as SVG: text as <text>, a <title> for every titled item, a <title>, <desc>
 * and role="img" for the whole. Cairo's own SVG surface turns text into outlines, hence this
 * writer. */
#pragma once

#include "charts/scene/scene.h"

/* The whole document, UTF-8; the same bytes for the same scene. Free with g_bytes_unref(). */
GBytes *dgmi_scene_to_svg(const DgmiScene *scene) G_GNUC_WARN_UNUSED_RESULT;
