package tracer

import (
	"bufio"
	"encoding/json"
	"io"
)

// Write writes the story as JSON lines: for each client its inputs, then all
// packets, then all corrections. The same game gives the same bytes.
//
//	{"input":{"client":0,"seq":1,…}}
//	{"packet":{…}}
//	{"correction":{…}}
func (t *Trace) Write(w io.Writer) error {
	buf := bufio.NewWriter(w)
	enc := json.NewEncoder(buf)
	for client, lives := range t.Inputs {
		for i := range lives {
			enc.Encode(map[string]any{"input": struct {
				Client int `json:"client"`
				*Input
			}{client, &lives[i]}})
		}
	}
	for i := range t.Packets {
		enc.Encode(map[string]*Packet{"packet": &t.Packets[i]})
	}
	for i := range t.Corrections {
		enc.Encode(map[string]*Correction{"correction": &t.Corrections[i]})
	}
	return buf.Flush()
}
