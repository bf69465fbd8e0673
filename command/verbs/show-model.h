/* show-model.h: what `show` prints of a reference model. */
#pragma once

#include "command/run/run.h"
#include "index/opened/models.h"

void dgmi_show_model(DgmiRun *run, const DgmiModel *model);
