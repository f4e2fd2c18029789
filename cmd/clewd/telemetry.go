// Package main lets other programs watch a server, over HTTP: /healthz says
// whether the game ticks, and /metrics has its numbers for Prometheus.
package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"clew/cmd/clewd/internal/admin"
	"clew/net/server"
)

// StallTimeout is how long after its last tick a game counts as dead.
const StallTimeout = 3 * time.Second

// MetricsHandler answers /healthz and /metrics with what stats says, and what the
// program takes of the machine.
func MetricsHandler(stats func() server.Stats) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(statsCollector{stats}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4, Timeout: 5 * time.Second}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		if still := time.Since(stats().LastTick); still > StallTimeout {
			http.Error(w, fmt.Sprintf("the game has stood still for %v", still.Round(time.Second)), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	return mux
}

// maxMetricsConns is how many connections there are at most: enough for all who watch,
// and too few to leave the players none.
const maxMetricsConns = 32

// ServeMetrics answers on a listener until that is closed.
func ServeMetrics(l net.Listener, stats func() server.Stats) error {
	here := admin.NewConnLimit(maxMetricsConns)
	s := &http.Server{
		Handler:           MetricsHandler(stats),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       5 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    8 << 10,
		ConnState: func(conn net.Conn, is http.ConnState) {
			switch is {
			case http.StateNew:
				here.Add(conn)
			case http.StateClosed:
				here.Remove(conn)
			}
		},
	}
	defer s.Close()
	if err := s.Serve(l); !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}
