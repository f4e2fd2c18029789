package main

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

	"clew/net/server"
)

func getMetrics(t *testing.T, stats server.Stats, path string) (code int, body string) {
	t.Helper()
	w := httptest.NewRecorder()
	metricsHandler(func() server.Stats { return stats }).ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w.Code, w.Body.String()
}

func TestMetrics(t *testing.T) {
	s := server.Stats{
		Gauges: server.Gauges{Level: `The "Spiral"`, Players: 3, Disconnected: 1, IdlePlayers: 2, LongestIdle: 312 * time.Second, MaxPlayers: 64, Spectators: 5, Connections: 2, QueuedInputs: 5, LongestInputQueue: 4, QueuedMessages: 9, LongestSendQueue: 8},
		Ticks:  600, TotalTickTime: 1500 * time.Millisecond, LateTicks: 2, DroppedTime: 1500 * time.Millisecond,
		Refusals: map[string]uint64{"full": 7},
		Received: map[string]server.Traffic{"inputs": {Messages: 10, Bytes: 300}},
		Sent:     map[string]server.Traffic{"snapshot": {Messages: 5, Bytes: 900}},
	}
	s.TickCounts[3] = 500
	code, body := getMetrics(t, s, "/metrics")
	if code != 200 {
		t.Fatalf("%d: %s", code, body)
	}
	for _, want := range []string{
		"clew_players 3", "clew_players_disconnected 1", "clew_players_idle 2", "clew_longest_idle_seconds 312", "clew_players_max 64", "clew_spectators 5", "clew_connections 2",
		`clew_level_info{name="The \"Spiral\""} 1`, "clew_inputs_queued 5", "clew_inputs_queued_max 4", "clew_messages_queued 9", "clew_messages_queued_max 8",
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
	if code, body := getMetrics(t, server.Stats{LastTick: time.Now()}, "/healthz"); code != 200 || body != "ok\n" {
		t.Errorf("%d: %s", code, body)
	}
	dead := server.Stats{LastTick: time.Now().Add(-time.Minute)}
	if code, body := getMetrics(t, dead, "/healthz"); code != 503 || !strings.Contains(body, "stalled for 1m0s") {
		t.Errorf("%d: %s", code, body)
	}
	if code, _ := getMetrics(t, dead, "/"); code != 404 {
		t.Errorf("%d for a page that is not there", code)
	}
}

// serveTestMetrics runs serveMetrics on a free port until the test ends.
func serveTestMetrics(t *testing.T) (addr string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- serveMetrics(l, func() server.Stats { return server.Stats{LastTick: time.Now()} }) }()
	t.Cleanup(func() {
		l.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String()
}

// checkHealthy requests /healthz, as a service manager does.
func checkHealthy(t *testing.T, addr string) {
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

func TestServeMetrics(t *testing.T) { checkHealthy(t, serveTestMetrics(t)) }

// Idle connections block nobody, and use few file descriptors.
func TestMetricsAreNotBlocked(t *testing.T) {
	addr := serveTestMetrics(t)
	var slow []net.Conn
	for range 3 * maxMetricsConns {
		conn, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		io.WriteString(conn, "GET /met")
		slow = append(slow, conn)
	}
	for _, conn := range slow[:2*maxMetricsConns] {
		conn.SetReadDeadline(time.Now().Add(4 * time.Second)) // before it is ended for its slowness
		if _, err := conn.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatalf("it stays: %v", err)
		}
	}
	checkHealthy(t, addr)
}
