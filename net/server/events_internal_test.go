package server

import (
	"testing"
	"time"

	"clew/net/authority"
)

// A connection that has joined can no longer be evicted. If it ended in the tick
// of joining, its address may already belong to a newer connection, which has not
// joined and must stay evictable.
func TestEndedConnectionDoesNotMarkAnother(t *testing.T) {
	for _, tc := range []struct {
		name    string
		events  []authority.Event
		pending int
	}{
		{"joined", []authority.Event{{Kind: authority.EventSpectate, Label: "192.0.2.1:5000"}}, 0},
		{"joined and disconnected", []authority.Event{
			{Kind: authority.EventSpectate, Label: "192.0.2.1:5000"}, {Kind: authority.EventDisconnect, Label: "192.0.2.1:5000"}}, 1},
		{"joined and closed", []authority.Event{
			{Kind: authority.EventResume, Label: "192.0.2.1:5000"}, {Kind: authority.EventClose, Label: "192.0.2.1:5000"}}, 1},
		{"another disconnected", []authority.Event{
			{Kind: authority.EventSpectate, Label: "192.0.2.1:5000"}, {Kind: authority.EventDisconnect, Label: "192.0.2.2:5000"}}, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := &Server{conns: newConnLimiter(32, 64, 16)}
			s.conns.acquire(connInfo{addrKey: "192.0.2.1", remoteAddr: "192.0.2.1:5000", evict: func() {}}, nil, time.Unix(1e9, 0))
			s.handleEvents(tc.events)
			if got := len(s.conns.pending); got != tc.pending {
				t.Errorf("%d connections can be evicted, want %d", got, tc.pending)
			}
		})
	}
}
