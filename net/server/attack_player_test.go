//go:build linux

package server_test

import (
	"bytes"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"time"

	"clew/engine/sim"
	"clew/net/dial"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
	"clew/net/wire/text"
)

// playerFigures are what an honest player feels of an attack. Gaps are between
// snapshots, in milliseconds.
type playerFigures struct {
	Snapshots           int
	Gap, GapP99, GapMax float64
	Corrections         uint64
	Playing             bool // it still does, and has never been lost
	Newcomer            bool // a newcomer from another address got in
	Spectator           bool // the same, as a spectator
	Holder              bool // a disconnected player got back in with its token
}

// The addresses of honest players.
const (
	playerFrom   = "10.78.1.1"
	newcomerFrom = "10.78.2.1"
	holderFrom   = "10.78.3.1"
)

// runPlayer plays honestly; the words may contain the password. On "begin" it resets
// its counts, and on "end" it reports them, and who gets in.
func runPlayer(words []string, asked <-chan string) error {
	setNice(-10)
	password := strings.Join(words, "")
	hello := func(token string, watch wire.Spectate) string {
		b, err := text.NewNumbered().Append(nil, &wire.Hello{Version: wire.Version, Name: "Ann", Token: token, Password: password, Spectate: watch})
		if err != nil {
			panic(err)
		}
		return string(b) + "\n"
	}
	conn, err := dialFromAddr(playerFrom)
	if err != nil {
		return err
	}
	timed := &timedConn{Conn: conn}
	l, err := dial.Wrap(timed, dial.Text)
	if err != nil {
		return err
	}
	client := session.NewClient(session.ClientConfig{Name: "Honest", NewCodec: dial.CodecFor(dial.Text)})
	client.SetPassword(password)
	begin := time.Now()
	client.ShouldDial(0)
	client.SetLink(0, l)
	ready, lost, id, token := false, false, "", ""
	keys := [...]sim.Input{sim.Right, sim.Down, sim.Left, sim.Up}
	ticker := time.NewTicker(replica.TickDuration)
	defer ticker.Stop()
	var corrections uint64
	for n := 0; ; n++ {
		select {
		case <-ticker.C:
			now := time.Since(begin)
			client.Tick(now, keys[n/30%len(keys)])
			phase := client.Status().State
			if phase == session.Playing && !ready {
				ready = true
				printAnswer("ready")
			}
			lost = lost || ready && phase != session.Playing
			if !ready && now > 10*time.Second {
				return fmt.Errorf("the honest player never got in: %+v", client.Status())
			}
		case line, more := <-asked:
			switch {
			case !more:
				client.Leave()
				return nil
			case line == "begin":
				id, token = joinAs(holderFrom, hello("", wire.SpectateNever))
				corrections = uint64(client.Stats().Corrections)
				timed.take()
				printAnswer("begun")
			default:
				f := snapshotGaps(timed.take())
				f.Corrections, f.Playing = uint64(client.Stats().Corrections)-corrections, !lost
				again, _ := joinAs(holderFrom, hello(token, wire.SpectateNever))
				f.Holder = id != "" && again == id
				newcomer, _ := joinAs(newcomerFrom, hello("", wire.SpectateNever))
				f.Newcomer = newcomer != ""
				spectator, _ := joinAs(newcomerFrom, hello("", wire.SpectateAlways))
				f.Spectator = spectator != ""
				printAnswer(f)
			}
		}
	}
}

// snapshotGaps summarizes the times of snapshots.
func snapshotGaps(at []time.Time) playerFigures {
	f := playerFigures{Snapshots: len(at)}
	var all []time.Duration
	for i := range len(at) - 1 {
		all = append(all, at[i+1].Sub(at[i]))
	}
	if len(all) == 0 {
		return f
	}
	slices.Sort(all)
	f.Gap = micros(at[len(at)-1].Sub(at[0])) / 1000 / float64(len(all))
	f.GapP99, f.GapMax = micros(all[len(all)*99/100])/1000, micros(all[len(all)-1])/1000
	return f
}

// joinAs sends Hello, and disconnects without Quit once it has joined. It returns its
// ID and token, or "" if it could not join within some seconds.
func joinAs(from, hello string) (id, token string) {
	conn, err := dialFromAddr(from)
	if err != nil {
		return "", ""
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(3 * time.Second))
	fmt.Fprint(conn, hello)
	buf := make([]byte, 0, 4096)
	for len(buf) < cap(buf) {
		n, err := conn.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		for line := range strings.Lines(string(buf)) {
			if fields := strings.Split(line, "|"); strings.HasSuffix(line, "\n") && fields[0] == "I" && len(fields) > 8 {
				return fields[2], fields[8]
			}
		}
		if err != nil {
			return "", ""
		}
	}
	return "", ""
}

// dialFromAddr connects to the server from an address.
func dialFromAddr(from string) (net.Conn, error) {
	d := net.Dialer{Timeout: 5 * time.Second, LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	return d.Dial("tcp", serverAddr)
}

// timedConn notes when snapshots come, as lines of text mode.
type timedConn struct {
	net.Conn

	mu   sync.Mutex
	came []time.Time
}

// Read implements net.Conn.
func (c *timedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if bytes.HasPrefix(b[:n], []byte("S|")) || bytes.Contains(b[:n], []byte("\nS|")) {
		c.mu.Lock()
		c.came = append(c.came, time.Now())
		c.mu.Unlock()
	}
	return n, err
}

// take returns the times of the snapshots since the last call.
func (c *timedConn) take() (came []time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	came, c.came = c.came, nil
	return came
}
