/* print-text.c: a grid as CSV, tab-separated text, Markdown and LaTeX. */
#include <assert.h>
#include <string.h>

#include "command/run/display.h"
#include "command/run/print-inside.h"
#include "datasets/csv/csv.h"

/* Where a field is appended with what its format needs to be quoted or escaped. */
typedef void (*FieldWriter)(GString *out, const char *field);

static void append_csv(GString *out, const char *field)
{
  dgmi_csv_append(out, field, ',');
}

static void append_tsv(GString *out, const char *field)
{
  for (const char *p = field; *p; p++)
    g_string_append_c(out, strchr("\t\n\r", *p) ? ' ' : *p);
}

/* CSV or TSV. A line that would be empty, and so be no row, gets an empty quoted field. */
static void print_separated(GString *out, const DgmiGrid *grid, char delimiter, FieldWriter append)
{
  const guint n = dgmi_grid_n_columns(grid);
  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
  {
    append(out, dgmi_grid_get_column(grid, i)->name);
    g_string_append_c(out, i + 1 < n ? delimiter : '\n');
  }
  for (guint row = 0; row < dgmi_grid_n_rows(grid); row++)
  {
    const gsize start = out->len;
    for (guint i = 0; i < n; i++)
    {
      char buffer[DGMI_NUMBER_SIZE];
      const char *text = dgmi_print_exact(dgmi_grid_get_cell(grid, row, i), buffer);
      if (i > 0)
        g_string_append_c(out, delimiter);
      append(out, text ? text : "");
    }
    g_string_append(out, out->len == start ? "\"\"\n" : "\n");
  }
}

void dgmi_print_csv(GString *out, const DgmiGrid *grid)
{
  print_separated(out, grid, ',', append_csv);
}

void dgmi_print_tsv(GString *out, const DgmiGrid *grid)
{
  print_separated(out, grid, '\t', append_tsv);
}

/* Whether `*p` would be taken for markup. An underscore within a word would not, so that codes
 * stay legible; nor would an ampersand that begins no entity. */
static gboolean is_markup(const char *start, const char *p)
{
  if (*p == '_')
    return p == start || !g_ascii_isalnum(p[-1]) || !g_ascii_isalnum(p[1]);
  if (*p == '&')
    return p[1] == '#' || g_ascii_isalpha(p[1]);
  return strchr("\\|*`<[~$", *p) != NULL;
}

static void append_md(GString *out, const char *field)
{
  g_autofree char *clean = g_strchug(dgmi_display_clean(field));
  for (const char *p = clean; *p; p++)
  {
    if (is_markup(clean, p))
      g_string_append_c(out, '\\');
    g_string_append_c(out, *p);
  }
}

/* A table cell; bold is left out where there is nothing to show. */
static void append_md_cell(GString *out, const char *field, gboolean bold)
{
  bold = bold && field[strspn(field, " \t\r\n")] != '\0';
  g_string_append(out, bold ? " **" : " ");
  append_md(out, field);
  g_string_append(out, bold ? "** |" : " |");
}

static void append_md_rows(GString *out, const DgmiGrid *grid)
{
  for (guint row = 0; row < dgmi_grid_n_rows(grid); row++)
  {
    g_string_append_c(out, '|');
    for (guint i = 0; i < dgmi_grid_n_columns(grid); i++)
    {
      char buffer[DGMI_NUMBER_SIZE];
      const DgmiColumnInfo *info = dgmi_grid_get_column(grid, i);
      const char *text = dgmi_print_rounded(info, dgmi_grid_get_cell(grid, row, i), buffer);
      const gboolean bold = info->emphasis || dgmi_grid_is_emphasised(grid, row);
      append_md_cell(out, text ? text : DGMI_MISSING_MARK, text && bold);
    }
    g_string_append_c(out, '\n');
  }
}

static void append_md_header(GString *out, const DgmiGrid *grid)
{
  const guint n = dgmi_grid_n_columns(grid);
  g_string_append_c(out, '|');
  for (guint i = 0; i < n; i++)
    append_md_cell(out, dgmi_print_heading(dgmi_grid_get_column(grid, i)), FALSE);
  g_string_append(out, "\n|");
  for (guint i = 0; i < n; i++)
  {
    const gboolean left = dgmi_grid_get_column(grid, i)->kind == DGMI_CELL_TEXT;
    g_string_append(out, left ? "---|" : "---:|");
  }
  g_string_append_c(out, '\n');
}

/* A paragraph of its own, which must not look like a heading, a list or a quotation. */
static void append_md_note(GString *out, const char *note)
{
  g_string_append(out, *note && strchr("#+->=", *note) ? "\\" : "");
  append_md(out, note);
  g_string_append_c(out, '\n');
}

void dgmi_print_md(GString *out, const DgmiGrid *grid)
{
  assert(out != NULL);
  const gsize start = out->len;
  const char *title = dgmi_grid_get_title(grid);
  if (title && *title)
  {
    g_string_append(out, "**");
    append_md(out, title);
    g_string_append(out, "**\n");
  }
  if (dgmi_grid_n_columns(grid) > 0)
  {
    g_string_append(out, out->len > start ? "\n" : "");
    append_md_header(out, grid);
    append_md_rows(out, grid);
  }
  for (guint i = 0; i < dgmi_grid_n_notes(grid); i++)
  {
    g_string_append(out, out->len > start ? "\n" : "");
    append_md_note(out, dgmi_grid_get_note(grid, i));
  }
}

/* What LaTeX needs in place of a character, or NULL for the character itself. An opening bracket
 * or an asterisk at the start of a row would be read as an argument of the line break before. */
static const char *tex_escape(char c)
{
  static const struct
  {
    char c;
    const char *text;
  } escapes[] = {
      {'\\', "\\textbackslash{}"},
      {'~', "\\textasciitilde{}"},
      {'^', "\\textasciicircum{}"},
      {'<', "\\textless{}"},
      {'>', "\\textgreater{}"},
      {'|', "\\textbar{}"},
      {'{', "\\{"},
      {'}', "\\}"},
      {'$', "\\$"},
      {'&', "\\&"},
      {'#', "\\#"},
      {'%', "\\%"},
      {'_', "\\_"},
      {'[', "{[}"},
      {'*', "{*}"},
      {']', "{]}"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(escapes); i++)
    if (escapes[i].c == c)
      return escapes[i].text;
  return NULL;
}

static void append_tex(GString *out, const char *field)
{
  g_autofree char *clean = dgmi_display_clean(field);
  for (const char *p = clean; *p; p++)
  {
    const char *escape = tex_escape(*p);
    if (escape)
      g_string_append(out, escape);
    else
      g_string_append_c(out, *p);
  }
}

/* A number with a real minus sign and power of ten. */
static void append_tex_number(GString *out, const char *number)
{
  const char *exponent = strchr(number, 'e');
  if (exponent)
  {
    const char *power = exponent[1] == '+' ? exponent + 2 : exponent + 1;
    g_string_append_printf(out, "$%.*s\\times10^{%s}$", (int)(exponent - number), number, power);
  }
  else
    g_string_append_printf(out, "%s%s", *number == '-' ? "$-$" : "",
                           *number == '-' ? number + 1 : number);
}

static void append_tex_cell(GString *out, const DgmiGrid *grid, guint row, guint column)
{
  char buffer[DGMI_NUMBER_SIZE];
  const DgmiColumnInfo *info = dgmi_grid_get_column(grid, column);
  const DgmiGridCell cell = dgmi_grid_get_cell(grid, row, column);
  const gboolean bold = info->emphasis || dgmi_grid_is_emphasised(grid, row);
  const char *text = dgmi_print_rounded(info, cell, buffer);

  g_string_append(out, column > 0 ? " & " : "");
  g_string_append(out, text && bold ? "\\textbf{" : "");
  if (!text)
    g_string_append(out, "--");
  else if (cell.kind == DGMI_CELL_TEXT)
    append_tex(out, text);
  else
    append_tex_number(out, text);
  g_string_append(out, text && bold ? "}" : "");
}

static void append_tex_table(GString *out, const DgmiGrid *grid)
{
  const guint n = dgmi_grid_n_columns(grid);
  g_string_append(out, "\\begin{tabular}{");
  for (guint i = 0; i < n; i++)
    g_string_append_c(out, dgmi_grid_get_column(grid, i)->kind == DGMI_CELL_TEXT ? 'l' : 'r');
  g_string_append(out, "}\n\\toprule\n");
  for (guint i = 0; i < n; i++)
  {
    g_string_append(out, i > 0 ? " & " : "");
    append_tex(out, dgmi_print_heading(dgmi_grid_get_column(grid, i)));
  }
  g_string_append(out, " \\\\\n\\midrule\n");
  for (guint row = 0; row < dgmi_grid_n_rows(grid); row++)
  {
    for (guint i = 0; i < n; i++)
      append_tex_cell(out, grid, row, i);
    g_string_append(out, " \\\\\n");
  }
  g_string_append(out, "\\bottomrule\n\\end{tabular}\n");
}

/* Whether `text` has characters of an East Asian script. */
static gboolean has_wide(const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_iswide(g_utf8_get_char(p)))
      return TRUE;
  return FALSE;
}

/* The title is a comment: the caption is the author's. */
static void append_tex_preamble(GString *out, const char *title, gboolean chinese)
{
  if (title)
  {
    g_autofree char *clean = dgmi_display_clean(title);
    g_string_append_printf(out, "%% %s\n", clean);
  }
  g_string_append(out, "% \\usepackage{booktabs}\n");
  if (chinese)
    g_string_append(out, "% \\usepackage{ctex} % XeLaTeX or LuaLaTeX\n");
}

void dgmi_print_tex(GString *out, const DgmiGrid *grid)
{
  assert(out != NULL);
  g_autoptr(GString) body = g_string_new(NULL);
  if (dgmi_grid_n_columns(grid) > 0)
    append_tex_table(body, grid);
  for (guint i = 0; i < dgmi_grid_n_notes(grid); i++)
  {
    g_string_append(body, "\\par\\smallskip{\\footnotesize ");
    append_tex(body, dgmi_grid_get_note(grid, i));
    g_string_append(body, "\\par}\n");
  }
  append_tex_preamble(out, dgmi_grid_get_title(grid), has_wide(body->str));
  g_string_append(out, body->str);
}
