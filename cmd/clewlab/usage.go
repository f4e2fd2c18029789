package main

import (
	"strings"

	"clew/cmd/internal/lab/scenario"
)

// usage returns the output of -h.
func usage() string {
	var b strings.Builder
	b.WriteString(`clewlab runs scenarios, whole networked games on a virtual clock, and writes what
happened in them as traces, tables and plots.

  clewlab run FILE… -out DIR              each scenario, into DIR/NAME
  clewlab compare A B -out DIR            two in the same plots, into DIR/A-vs-B
  clewlab sweep FILE -set PATH=VALUES …   one with many settings, into DIR/NAME-sweep

FILE is a scenario file or one of the built-in scenarios:
  ` + strings.Join(scenario.Examples(), ", ") + `
or one without a server, which can be run, or compared with another without one:
  ` + strings.Join(scenario.PeerExamples(), ", ") + `
./NAME is always a file. clewlab -version prints the version.

run and compare write trace.jsonl (every input, packet and correction, one per
line, in ticks of 1/60 s), summary.csv (one line per client) and, as PNG and SVG:

  error     distance between each client's own player on its screen and on the server
  delay     how long it takes until inputs are consumed and acknowledged
  bytes     traffic by kind
  packets   each packet, from the tick it was sent to the tick it arrived

Of a game without a server, run writes summary.csv (one line per peer: guesses that
were played again, stalls, traffic) and events.txt (who came, went and was cut off,
and in which tick two peers came to have different games, if they did). compare
writes the same of two such games, and differences.csv.

With -entries they also write entries.txt: what entered each tick of the server, one
line per tick: when it was applied, the game's tick, the epoch, changes such as
join "Ann" …, then inputs as PLAYER#NUMBER=KEYS with the low seven bits of their
number, and walks without a number as PLAYER=KEYS.

compare also writes differences.csv; sweep writes sweep.csv and a plot of it. The
most important numbers are printed: how many inputs were sampled, got lost or
arrived too late; the number of corrections and the largest one; the mean error;
the delay until an input was consumed (mean and 95th percentile) and until it was
acknowledged (mean).

VALUES are a list, or a range with a step: 0,5,10  replay,snap  0..20/5  0..400ms/50ms
PATH is one of these; it is set for all clients, at the start of the game:

`)
	b.WriteString(paramHelp())
	b.WriteString(`If -set is repeated, all combinations are played.

An older result of the same name is replaced once the new one is complete.
Flags, before or after the files:

`)
	fs := defaults().flags("")
	fs.SetOutput(&b)
	fs.PrintDefaults()
	return b.String()
}
