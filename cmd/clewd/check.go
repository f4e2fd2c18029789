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
	"clew/net/wire"
)

// flagProblem is a flag that has a value that cannot be.
type flagProblem struct{ flag, text string }

// The bounds of idle: a person needs some time to think, and nobody waits for
// longer than a day.
const (
	minIdleTimeout = 10 * time.Second
	maxIdleTimeout = 24 * time.Hour
)

// check is the first fault of the options as an error, and completes them.
func (o *options) check() error {
	if faults := o.problems(); len(faults) > 0 {
		return fmt.Errorf("-%s %s", faults[0].flag, faults[0].text)
	}
	return nil
}

// problems are the values that cannot be. Without any, the options are complete.
func (o *options) problems() (all []flagProblem) {
	add := func(flag, text string, args ...any) { all = append(all, flagProblem{flag, fmt.Sprintf(text, args...)}) }
	for _, n := range []struct {
		flag          string
		value, lo, hi int
	}{
		{"max-players", o.maxPlayers, 1, sim.MaxPlayers},
		{"max-watchers", o.maxSpectators, 0, sim.MaxPlayers},
		{"snapshot-rate", o.snapshotRate, 1, sim.TickRate},
	} {
		if n.value < n.lo || n.value > n.hi {
			add(n.flag, "is %d; give a number from %d to %d", n.value, n.lo, n.hi)
		}
	}
	if o.idleTimeout < 0 || o.idleTimeout > 0 && o.idleTimeout < minIdleTimeout || o.idleTimeout > maxIdleTimeout {
		add("idle", "is %v; give a time from %v to %v, or 0 to wait for ever", o.idleTimeout, minIdleTimeout, maxIdleTimeout)
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
		add("name", "cannot be %q; choose another (%v)", o.name, err)
	}
	if err := wire.CheckText(o.motd); err != nil {
		add("motd", "cannot be %q; write another text (%v)", o.motd, err)
	}
	return append(append(all, o.passwordProblems()...), o.addrProblems()...)
}

// passwordProblems are the faults of passwords, and of what needs them.
func (o *options) passwordProblems() (all []flagProblem) {
	for _, p := range []struct{ flag, value string }{{"password", o.password}, {"admin-password", o.adminPassword}} {
		if f := wire.Check(&wire.Hello{Version: wire.Version, Password: norm.NFC.String(p.value)}); f != nil || strings.TrimSpace(p.value) != p.value {
			all = append(all, flagProblem{p.flag, fmt.Sprintf("cannot be a password: it has at most %d bytes, no space at an end, and only characters that can be seen", wire.MaxTokenLen)})
		}
	}
	if o.admin != "" && o.adminPassword == "" {
		all = append(all, flagProblem{"admin", "needs an admin-password too, for whoever connects to give"})
	}
	return all
}

// addrProblems are the faults of addresses to listen on.
func (o *options) addrProblems() (all []flagProblem) {
	for _, a := range []struct {
		flag, addr string
		wrong      func(addr string) error
	}{{"addr", o.addr, checkListenAddr}, {"admin", o.admin, checkLocalAddr}, {"metrics", o.metrics, checkLocalAddr}} {
		if a.addr == "" && a.flag != "addr" {
			continue // it is off
		}
		if err := a.wrong(a.addr); err != nil {
			all = append(all, flagProblem{a.flag, fmt.Sprintf("is %q; %v", a.addr, err)})
		}
	}
	return all
}

// checkListenAddr tells what is wrong with an address to listen on.
func checkListenAddr(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil || port == "" { // which would be any port
		return errors.New("give a host and a port from 0 to 65535, such as localhost:8857, or the port alone, such as :8856")
	}
	return nil
}

// checkLocalAddr tells what is wrong with an address that only this computer may reach.
func checkLocalAddr(addr string) error {
	if err := checkListenAddr(addr); err != nil {
		return errors.New("give a host and a port, such as localhost:8857")
	}
	name, _, _ := net.SplitHostPort(addr)
	if ip, err := netip.ParseAddr(name); name != "localhost" && (err != nil || !ip.IsLoopback()) {
		return errors.New("it is for this computer only: give localhost, 127.0.0.1 or ::1 as its host")
	}
	return nil
}
