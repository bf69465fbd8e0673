/* remarks.h: what a reader of a ranking has to know besides its source: that the list is partial,
 * how far an index in a publisher's style agrees with the publisher's. */
#pragma once

#include "command/run/run.h"

/* Adds the notes to `grid`. Opens the index that [index] compare= names, so it costs a second
 * computation there; what fails in it goes to run->messages. */
void dgmi_remarks_add(DgmiRun *run, DgmiIndex *index, DgmiGrid *grid);
