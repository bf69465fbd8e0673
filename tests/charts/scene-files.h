/* scene-files.h: scenes as files, for the tests that look at them from outside. */
#pragma once

#include "charts/chart-module.h"

/* Writes STEM.svg, STEM.png (96 dpi), STEM.pdf, and STEM.json: the size of the page, and box,
 * colour and string of every text. Ends the program with a message where that fails. */
void write_scene(const DgmiScene *scene, const char *stem);

/* The SVG of a scene is well-formed XML that has the scene's texts, in their order and whole, as
 * <text>. */
void check_svg(const DgmiScene *scene);
