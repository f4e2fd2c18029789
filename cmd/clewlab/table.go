package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"strings"
	"text/tabwriter"
)

// table is rows of text, the first of which is the header.
type table [][]string

// write writes the table as CSV.
func (t table) write(path string) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(t); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// String formats the table for reading; empty cells become dashes.
func (t table) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, row := range t {
		for _, cell := range row {
			if cell == "" {
				cell = "-"
			}
			w.Write([]byte(cell + "\t"))
		}
		w.Write([]byte("\n"))
	}
	w.Flush()
	return b.String()
}

// columnNames returns the names of columns.
func columnNames(list []column) (names []string) {
	for _, c := range list {
		names = append(names, c.name)
	}
	return names
}

// columnTexts returns the values of columns for m.
func columnTexts(list []column, m *stats) (texts []string) {
	for _, c := range list {
		texts = append(texts, c.text(c.value(m)))
	}
	return texts
}

// headlineColumns returns the columns that are printed.
func headlineColumns() (list []column) {
	for _, c := range columns() {
		if c.short != "" {
			c.name = c.short
			list = append(list, c)
		}
	}
	return list
}

// summary returns a table with a row for each client of each result.
func summary(stories []*gameResult) table {
	all := columns()
	t := table{append([]string{"scenario", "client", "name"}, columnNames(all)...)}
	for _, s := range stories {
		for i := range s.scenario.Clients {
			row := []string{s.name, string(rune('1' + i)), s.client(i)}
			t = append(t, append(row, columnTexts(all, clientStats(s, i))...))
		}
	}
	return t
}

// headlineTable formats a table with a row for each important number and a
// column for each client.
func headlineTable(s *gameResult) string {
	head, list := []string{"measure"}, headlineColumns()
	var clients []*stats
	for i := range s.scenario.Clients {
		head = append(head, s.client(i))
		clients = append(clients, clientStats(s, i))
	}
	t := table{head}
	for _, c := range list {
		row := []string{c.name}
		for _, m := range clients {
			row = append(row, c.text(c.value(m)))
		}
		t = append(t, row)
	}
	return t.String()
}
