#ifndef NEUROTOUR_CCMARK_SHIM_H
#define NEUROTOUR_CCMARK_SHIM_H

#include <cmark-gfm.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm-core-extensions.h>

// The table extension exports its node types as global variables but installs no header that declares them,
// and Swift 6 refuses to read a global variable of C. They are written once, when the extensions are registered.
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;

static inline cmark_node_type ccmark_node_type_table(void) { return CMARK_NODE_TABLE; }
static inline cmark_node_type ccmark_node_type_table_row(void) { return CMARK_NODE_TABLE_ROW; }
static inline cmark_node_type ccmark_node_type_table_cell(void) { return CMARK_NODE_TABLE_CELL; }

#endif
