package main

import (
	"strings"

	"clew/cmd/internal/lab/scenario"
)

// usage is what -h prints.
func usage() string {
	var b strings.Builder
	b.WriteString(`clewlab runs scenarios, whole networked games on a virtual clock, and writes what
happened in them as traces, tables and plots.

  clewlab run FILE… -out DIR              each scenario into DIR/NAME
  clewlab compare A B -out DIR            two in the same plots, into DIR/A-vs-B
  clewlab sweep FILE -set PATH=VALUES …   one with many settings, into DIR/NAME-sweep

FILE is a scenario file, or one of those that come with the game:
  ` + strings.Join(scenario.Examples(), ", ") + `
./NAME is always a file. clewlab -version prints the version.

run and compare write trace.jsonl (every input, packet and correction, a line
each; in ticks of 1/60 s), summary.csv (a line for each client) and, as PNG and
as SVG:
  error     how far each client's picture of itself is from the server's truth
  delay     how long inputs take to be consumed, and to be acknowledged
  bytes     what is sent, by kind
  packets   each packet from the tick it was sent to the tick it arrived
compare writes differences.csv too, sweep writes sweep.csv and a plot of it. What
is printed is a part of it: how many inputs were made, never arrived, or arrived
too late; corrections, and the greatest of them; the mean error; the mean time
until an input was consumed, what 95 % of them did not exceed, and the mean time
until it was acknowledged.

VALUES are a list or a range with a step: 0,5,10  0..20/5  0..400ms/50ms
PATH is one of these; it is set for all clients, for the start of the game:
`)
	b.WriteString(paramHelp())
	b.WriteString(`With more than one -set, all their combinations are played.

An older result of the same name is replaced when the new one is complete.
Flags, before or after the files:

`)
	fs := defaults().flags("")
	fs.SetOutput(&b)
	fs.PrintDefaults()
	return b.String()
}
