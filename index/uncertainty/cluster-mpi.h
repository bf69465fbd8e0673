/* cluster-mpi.h: the processes of MPI; in a library of its own, not in libdgmi. */
#pragma once

#include "index/uncertainty/cluster.h"

DGMI_EXPORT DgmiClusterOpen dgmi_cluster_open;
