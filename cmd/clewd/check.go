package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"clew/engine/sim"
	"clew/net/authority"
	"clew/net/tracker"
	"clew/net/wire"
)

// flagProblem is an invalid value of a flag.
type flagProblem struct{ flag, text string }

// Limits of the idle timeout: players need time to think.
const (
	minIdleTimeout = 10 * time.Second
	maxIdleTimeout = 24 * time.Hour
	minTimeLimit   = 10 * time.Second
	maxTimeLimit   = authority.MaxTimeLimit / sim.TickRate * time.Second
)

// check validates and completes the options, and returns the first problem.
func (o *options) check() error {
	if faults := o.problems(); len(faults) > 0 {
		return fmt.Errorf("-%s %s", faults[0].flag, faults[0].text)
	}
	return nil
}

// problems returns the invalid options. If there are none, the options are
// complete.
func (o *options) problems() (all []flagProblem) {
	add := func(flag, text string, args ...any) { all = append(all, flagProblem{flag, fmt.Sprintf(text, args...)}) }
	for _, n := range []struct {
		flag          string
		value, lo, hi int
	}{
		{"max-players", o.maxPlayers, 1, sim.MaxPlayers},
		{"max-spectators", o.maxSpectators, 0, sim.MaxPlayers},
		{"snapshot-rate", o.snapshotRate, 1, sim.TickRate},
	} {
		if n.value < n.lo || n.value > n.hi {
			add(n.flag, "is %d; use a number from %d to %d", n.value, n.lo, n.hi)
		}
	}
	if o.timeLimit < 0 || o.timeLimit > 0 && o.timeLimit < minTimeLimit || o.timeLimit > maxTimeLimit {
		add("time-limit", "is %v; use a time from %v to %v, or 0 for no limit", o.timeLimit, minTimeLimit, maxTimeLimit)
	}
	if o.idleTimeout < 0 || o.idleTimeout > 0 && o.idleTimeout < minIdleTimeout || o.idleTimeout > maxIdleTimeout {
		add("idle", "is %v; use a time from %v to %v, or 0 for no limit", o.idleTimeout, minIdleTimeout, maxIdleTimeout)
	}
	var err error
	if o.netem, err = o.netemFlags.Config(); err != nil {
		flag, text, _ := strings.Cut(strings.TrimPrefix(err.Error(), "-"), " ")
		add(flag, "%s", text)
	}
	if o.logFormat != "text" && o.logFormat != "json" {
		add("log-format", "is %q; use text or json", o.logFormat)
	}
	if err := wire.CheckTitle(o.name); err != nil {
		add("name", "is %q; choose another (%v)", o.name, err)
	}
	if err := wire.CheckText(o.motd); err != nil {
		add("motd", "is %q; choose another text (%v)", o.motd, err)
	}
	if o.tracker != "" {
		at, err := tracker.ParseAddr(o.tracker)
		if err != nil {
			add("tracker", "is %q; %v", o.tracker, err)
		} else {
			o.tracker = at
		}
	}
	return append(append(all, o.passwordProblems()...), o.addrProblems()...)
}

// passwordProblems returns what is wrong with the passwords.
func (o *options) passwordProblems() (all []flagProblem) {
	for _, password := range []struct{ flag, value string }{{"password", o.password}, {"admin-password", o.adminPassword}} {
		if f := wire.Check(&wire.Hello{Version: wire.Version, Password: norm.NFC.String(password.value)}); f != nil || strings.TrimSpace(password.value) != password.value {
			all = append(all, flagProblem{password.flag, fmt.Sprintf("is invalid; use at most %d bytes of visible characters, without spaces at the ends", wire.MaxTokenLen)})
		}
	}
	if o.admin != "" && o.adminPassword == "" {
		all = append(all, flagProblem{"admin", "needs an admin-password too"})
	}
	return all
}

// addrProblems returns what is wrong with the addresses to listen on.
func (o *options) addrProblems() (all []flagProblem) {
	for _, listen := range []struct {
		flag, addr string
		wrong      func(addr string) error
	}{{"addr", o.addr, checkListenAddr}, {"admin", o.admin, checkLocalAddr}, {"metrics", o.metrics, checkLocalAddr}} {
		if listen.addr == "" && listen.flag != "addr" {
			continue // turned off
		}
		if err := listen.wrong(listen.addr); err != nil {
			all = append(all, flagProblem{listen.flag, fmt.Sprintf("is %q; %v", listen.addr, err)})
		}
	}
	return all
}

// checkListenAddr returns what is wrong with an address to listen on.
func checkListenAddr(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil || port == "" { // an empty port would pick any free one
		return errors.New("use a host and a port, such as localhost:8857, or only a port, such as :8856")
	}
	return nil
}

// checkLocalAddr returns what is wrong with an address for this computer only.
func checkLocalAddr(addr string) error {
	if err := checkListenAddr(addr); err != nil {
		return errors.New("use a host and a port, such as localhost:8857")
	}
	name, _, _ := net.SplitHostPort(addr)
	if ip, err := netip.ParseAddr(name); name != "localhost" && (err != nil || !ip.IsLoopback()) {
		return errors.New("it must be local; use localhost, 127.0.0.1 or ::1 as the host")
	}
	return nil
}
