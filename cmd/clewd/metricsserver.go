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

// stallTimeout is the time without a tick after which a game counts as stalled.
const stallTimeout = 3 * time.Second

// metricsHandler serves /healthz and /metrics from a server's statistics and those
// of the process.
func metricsHandler(stats func() server.Stats) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(statsCollector{stats}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4, Timeout: 5 * time.Second}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		if still := time.Since(stats().LastTick); still > stallTimeout {
			http.Error(w, fmt.Sprintf("the game has been stalled for %v", still.Round(time.Second)), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	})
	return mux
}

// maxMetricsConns is enough for all monitoring, and leaves open files for players.
const maxMetricsConns = 32

// serveMetrics serves on a listener until it is closed.
func serveMetrics(l net.Listener, stats func() server.Stats) error {
	here := admin.NewConnLimit(maxMetricsConns)
	s := &http.Server{
		Handler:           metricsHandler(stats),
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
