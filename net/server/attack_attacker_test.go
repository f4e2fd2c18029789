//go:build linux

package server_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"time"

	"clew/net/wire"
)

// attacker is one connection of an attack, used until it ends; then comes the
// next one from the same address.
type attacker struct {
	from string
	n    int // among those from this address
	sums *attackCounts
}

// attackCounts are what all connections of an attack have done.
type attackCounts struct{ Connects, Sent, Answers atomic.Int64 }

// attackPlan is an attack: so many connections from so many addresses each do the
// same, again and again. What ends at once is begun again after pause.
type attackPlan struct {
	addresses, each int
	password        bool // of the server
	pause           time.Duration
	do              func(a *attacker, conn net.Conn)
}

// attackPlans are the attacks, by name.
var attackPlans = map[string]attackPlan{
	"chat":     {addresses: 2, each: 31, pause: time.Second, do: (*attacker).chats},
	"bad":      {addresses: 2, each: 31, pause: time.Second, do: (*attacker).errs},
	"begin":    {addresses: 16, each: 21, pause: 10 * time.Millisecond, do: (*attacker).begins},
	"silent":   {addresses: 4, each: 20, pause: time.Second, do: (*attacker).waits},
	"watchers": {addresses: 1, each: 16, pause: time.Second, do: (*attacker).watches},
	"resets":   {addresses: 64, each: 2, pause: 10 * time.Millisecond, do: (*attacker).resets},
	"guesses":  {addresses: 16, each: 4, password: true, pause: 10 * time.Millisecond, do: (*attacker).guesses},
}

// runAttacker runs the attack that the words name until it is asked anything, and
// then answers with its counts.
func runAttacker(words []string, asked <-chan string) error {
	setNice(5)
	p := attackPlans[words[0]]
	var sums attackCounts
	for i := range p.addresses {
		for n := range p.each {
			a := &attacker{from: attackerAddr(i), n: n, sums: &sums}
			go a.run(p)
		}
	}
	time.Sleep(time.Second) // in which all have begun; it is only to make the figures alike
	printAnswer("ready")
	<-asked
	printAnswer(map[string]int64{"Connects": sums.Connects.Load(), "Sent": sums.Sent.Load(), "Answers": sums.Answers.Load()})
	return nil
}

// attackerAddr returns the i-th attacker's address.
func attackerAddr(i int) string { return fmt.Sprintf("10.78.9.%d", i+1) }

// run attacks endlessly.
func (a *attacker) run(p attackPlan) {
	for ; ; time.Sleep(p.pause) {
		conn, err := dialFromAddr(a.from)
		if err != nil {
			continue
		}
		a.sums.Connects.Add(1)
		p.do(a, conn)
		conn.Close()
	}
}

// welcomed waits for the player's ID in plain text, and returns "" without one.
func (a *attacker) welcomed(conn net.Conn) (id string, rest *bufio.Reader) {
	io.WriteString(conn, "\n")
	in := bufio.NewReader(conn)
	line, err := in.ReadString('\n')
	if fields := strings.Split(line, "|"); err == nil && fields[0] == "I" {
		id = fields[1]
	}
	return id, in
}

// floods sends the same bytes as fast as possible, and reads the answers.
func (a *attacker) floods(conn net.Conn, in io.Reader, message string) {
	go func() {
		for lines := bufio.NewScanner(in); lines.Scan(); {
			if strings.HasPrefix(lines.Text(), "E|") {
				a.sums.Answers.Add(1)
			}
		}
	}()
	const many = 64
	burst := strings.Repeat(message, many)
	for {
		if _, err := io.WriteString(conn, burst); err != nil {
			return
		}
		a.sums.Sent.Add(many)
	}
}

// chats sends long chat messages.
func (a *attacker) chats(conn net.Conn) {
	if id, in := a.welcomed(conn); id != "" {
		a.floods(conn, in, "c|"+id+"|"+strings.Repeat("x", wire.MaxTextLen)+"|")
	}
}

// errs sends invalid messages in another player's name.
func (a *attacker) errs(conn net.Conn) {
	if id, in := a.welcomed(conn); id != "" {
		a.floods(conn, in, "c|"+id+"0|"+strings.Repeat("x", wire.MaxTextLen)+"|")
	}
}

// begins sends only the first byte of a game client.
func (a *attacker) begins(conn net.Conn) {
	io.WriteString(conn, "H")
	io.Copy(io.Discard, conn)
}

// waits sends nothing.
func (a *attacker) waits(conn net.Conn) { io.Copy(io.Discard, conn) }

// watches becomes a spectator and stays.
func (a *attacker) watches(conn net.Conn) {
	fmt.Fprintf(conn, "H|%d||||0|0|%d|\n", wire.Version, wire.SpectateAlways)
	go io.Copy(io.Discard, conn)
	for { // it says that it is there
		if _, err := fmt.Fprintf(conn, "p|1|1|0|\n"); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// resets closes the connection with a reset once it is welcomed.
func (a *attacker) resets(conn net.Conn) {
	a.welcomed(conn)
	conn.(*net.TCPConn).SetLinger(0)
}

// guesses tries a password.
func (a *attacker) guesses(conn net.Conn) {
	fmt.Fprintf(conn, "H|%d|||wrong%d|0|0|0|\n", wire.Version, a.sums.Sent.Add(1))
	conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	b, _ := io.ReadAll(conn)
	a.sums.Answers.Add(int64(strings.Count(string(b), "E|")))
}
