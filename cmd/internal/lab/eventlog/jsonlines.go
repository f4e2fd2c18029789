package eventlog

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"clew/engine/game"
)

// Write writes the trace as JSON lines: for each client its inputs, then the
// abandoned ones, all packets, all corrections, and the positions after each
// tick. The same game gives the same bytes on every machine.
//
//	{"input":{"client":0,"seq":1,…}}
//	{"abandoned":{"client":0,"link":1,"seq":71,…}}
//	{"packet":{…}}
//	{"correction":{…}}
//	{"positions":{"tick":1,"hash":"…","server":[[x,y],null],"clients":[[[x,y],null],…]}}
//
// In a list of positions, the index is that of the client whose player it is.
// Positions are in units, or null if the player is not in the game or not
// shown. hash is the hash of the server's world in hexadecimal.
func (t *Trace) Write(w io.Writer) error {
	buf := bufio.NewWriter(w)
	enc := json.NewEncoder(buf)
	for client, inputs := range t.Inputs {
		for i := range inputs {
			enc.Encode(map[string]any{"input": struct {
				Client int `json:"client"`
				*Input
			}{client, &inputs[i]}})
		}
	}
	for i := range t.Abandoned {
		enc.Encode(map[string]*AbandonedInput{"abandoned": &t.Abandoned[i]})
	}
	for i := range t.Packets {
		enc.Encode(map[string]*Packet{"packet": &t.Packets[i]})
	}
	for i := range t.Corrections {
		enc.Encode(map[string]*Correction{"correction": &t.Corrections[i]})
	}
	for tick := 1; tick <= t.Positions.Ticks(); tick++ {
		enc.Encode(map[string]any{"positions": t.Positions.record(tick)})
	}
	return buf.Flush()
}

// WriteEntries writes what entered each tick of the server, one line per tick: when
// it was applied, a tab, and the entry as game.AppendText writes it. The same game
// gives the same bytes on every machine.
func (t *Trace) WriteEntries(w io.Writer) error {
	buf := bufio.NewWriter(w)
	var e game.Entry
	var line []byte
	for _, record := range t.Entries {
		if err := game.DecodeEntry(record.Encoded, &e); err != nil {
			return err
		}
		line = append(strconv.AppendInt(line[:0], int64(record.Applied), 10), '\t')
		buf.Write(append(game.AppendText(line, &e), '\n'))
	}
	return buf.Flush()
}

// positionRecord is the JSON form of the positions of one tick.
type positionRecord struct {
	Tick    int            `json:"tick"`
	Hash    string         `json:"hash"`
	Server  []*jsonPoint   `json:"server"`
	Clients [][]*jsonPoint `json:"clients"`
}

type jsonPoint [2]int32

func (b *Positions) record(tick int) positionRecord {
	n := b.clients
	all := make([]*jsonPoint, 0, n*(1+n))
	for _, p := range b.atTick(tick) {
		if p.Absent {
			all = append(all, nil)
			continue
		}
		all = append(all, &jsonPoint{p.X, p.Y})
	}
	out := positionRecord{Tick: tick, Hash: fmt.Sprintf("%016x", b.Hash(tick)), Server: all[:n]}
	for i := range n {
		out.Clients = append(out.Clients, all[n*(1+i):n*(2+i)])
	}
	return out
}
