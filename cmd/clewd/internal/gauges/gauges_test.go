package gauges

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"clew/net/host"
)

func get(t *testing.T, stats host.Stats, path string) (code int, body string) {
	t.Helper()
	w := httptest.NewRecorder()
	Handler(func() host.Stats { return stats }).ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w.Code, w.Body.String()
}

func TestMetrics(t *testing.T) {
	s := host.Stats{
		Load:  host.Load{Level: `The "Spiral"`, Players: 3, Away: 1, Idle: 2, IdleLongest: 312 * time.Second, MaxPlayers: 64, Watchers: 5, Connections: 2, Waiting: 5, Longest: 4, Unsent: 9, Slowest: 8},
		Ticks: 600, TickTime: 1500 * time.Millisecond, Late: 2, Dropped: 1500 * time.Millisecond,
		Refusals: map[string]uint64{"full": 7},
		In:       map[string]host.Traffic{"inputs": {Messages: 10, Bytes: 300}},
		Out:      map[string]host.Traffic{"snapshot": {Messages: 5, Bytes: 900}},
	}
	s.TickTimes[3] = 500
	code, body := get(t, s, "/metrics")
	if code != 200 {
		t.Fatalf("%d: %s", code, body)
	}
	for _, want := range []string{
		"clew_players 3", "clew_players_away 1", "clew_players_idle 2", "clew_player_idle_seconds_longest 312", "clew_players_max 64", "clew_watchers 5", "clew_connections 2",
		`clew_level{name="The \"Spiral\""} 1`, "clew_inputs_waiting 5", "clew_inputs_waiting_longest 4", "clew_messages_unsent 9", "clew_messages_unsent_most 8",
		`clew_tick_seconds_bucket{le="0.001"} 500`, "clew_tick_seconds_count 600", "clew_tick_seconds_sum 1.5",
		"clew_ticks_late_total 2", "clew_dropped_seconds_total 1.5", `clew_refusals_total{reason="full"} 7`,
		`clew_messages_total{direction="in",kind="inputs"} 10`, `clew_message_bytes_total{direction="out",kind="snapshot"} 900`, "# TYPE go_goroutines gauge",
	} {
		if !strings.Contains(body, want+"\n") {
			t.Errorf("there is no %s in\n%s", want, body)
		}
	}
}

func TestHealth(t *testing.T) {
	if code, body := get(t, host.Stats{Beat: time.Now()}, "/healthz"); code != 200 || body != "ok\n" {
		t.Errorf("%d: %s", code, body)
	}
	dead := host.Stats{Beat: time.Now().Add(-time.Minute)}
	if code, body := get(t, dead, "/healthz"); code != 503 || !strings.Contains(body, "stood still for 1m0s") {
		t.Errorf("%d: %s", code, body)
	}
	if code, _ := get(t, dead, "/"); code != 404 {
		t.Errorf("%d for a page that is not there", code)
	}
}

// serve runs Serve on a free port until the test ends.
func serve(t *testing.T) (addr string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- Serve(l, func() host.Stats { return host.Stats{Beat: time.Now()} }) }()
	t.Cleanup(func() {
		l.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// healthy asks as a service manager does.
func healthy(t *testing.T, addr string) {
	t.Helper()
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Get("http://" + addr + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if b, err := io.ReadAll(res.Body); string(b) != "ok\n" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
}

func TestServe(t *testing.T) { healthy(t, serve(t)) }

// Who holds connections and says little keeps nobody out, and takes few of the
// program's files.
func TestServeIsNotBlocked(t *testing.T) {
	addr := serve(t)
	var slow []net.Conn
	for range 3 * maxConns {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		io.WriteString(conn, "GET /met")
		slow = append(slow, conn)
	}
	for _, conn := range slow[:2*maxConns] {
		conn.SetReadDeadline(time.Now().Add(4 * time.Second)) // before it is ended for its slowness
		if _, err := conn.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("it stays: %v", err)
		}
	}
	healthy(t, addr)
}
