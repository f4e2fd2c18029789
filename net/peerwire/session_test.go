package peerwire

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"clew/engine/maze"
	"clew/engine/sim"
	"clew/net/peer"
)

// session returns the first message of each type that each of two peers says in a
// game: Ann begins it, Ben joins, says something, and leaves. Every message goes as
// text, and what Ben signs is checked by the words of the page alone.
func session(t *testing.T) string {
	m, err := maze.FromRows([]string{"#######", "#S#...#", "#.#.#.#", "#...#E#", "#######"})
	if err != nil {
		t.Fatal(err)
	}
	ann := peer.New(peer.Config{Nonce: 1, Signer: peer.NewEd25519([32]byte{1}), Name: "Ann", Delay: 2})
	ben := peer.New(peer.Config{Nonce: 2, Signer: peer.NewEd25519([32]byte{2}), Name: "Ben", Delay: 2})
	ann.Start(peer.Game{Name: "Ann's maze", Level: &maze.Level{Name: "corridor", Maze: m}, Seed: 1})
	ann.Meet(ben.Process())
	ben.Meet(ann.Process())
	signed := &signedInputs{t: t}
	var out strings.Builder
	shown := map[string]bool{}
	codec := NewText()
	deliver := func(name string, from, to *peer.Peer) {
		for _, p := range from.Packets() {
			line := encode(t, codec, p.Message)
			if kind := name + string(line[0]); !shown[kind] {
				shown[kind] = true
				fmt.Fprintf(&out, "%s: %s\n", name, longField.ReplaceAll(line, []byte("…|")))
			}
			heard, err := codec.Decode(line)
			if err != nil {
				t.Fatal(err)
			}
			if progress, ok := heard.(*peer.Progress); ok && name == "Ben" {
				for i := range progress.Runs {
					signed.check(&progress.Runs[i], from.Status().View)
				}
			}
			to.Receive(from.Process(), heard.(peer.Message))
		}
	}
	for tick := 0; !ben.Gone(); tick++ {
		if tick > 1000 {
			t.Fatal("Ben has not come and gone")
		}
		ann.Tick(0)
		ben.Tick(sim.Right)
		deliver("Ann", ann, ben)
		deliver("Ben", ben, ann)
		if st := ben.Status(); st.View.Number > 0 && st.Settled >= st.View.Seats[1].First && !signed.said {
			signed.said = true
			if err := ben.Say(0, "which way?"); err != nil {
				t.Fatal(err)
			}
		}
		if signed.actions > 0 {
			ben.Quit()
		}
	}
	return "```\n" + out.String() + "```\n"
}

// longField is a checkpoint.
var longField = regexp.MustCompile(`[A-Za-z0-9_-]{100,}\|`)

// signedInputs checks the signatures of a seat's runs.
type signedInputs struct {
	t       *testing.T
	seat    peer.Seat
	chain   [32]byte // up to the tick before next
	next    sim.Tick
	said    bool
	actions int // that were signed
}

func (s *signedInputs) check(r *peer.Run, v peer.View) {
	if s.next == 0 {
		for _, s.seat = range v.Seats {
			if s.seat.ID == r.Seat {
				break
			}
		}
		b := binary.BigEndian.AppendUint16(nil, uint16(s.seat.ID))
		b = append(b, s.seat.Process.GUID[:]...)
		b = binary.BigEndian.AppendUint64(b, s.seat.Process.Nonce)
		s.chain, s.next = sha256.Sum256(binary.BigEndian.AppendUint32(b, uint32(s.seat.First))), s.seat.First
	}
	if r.Signed < s.next {
		return
	}
	for ; s.next <= r.Signed; s.next++ {
		b := append(s.chain[:len(s.chain):len(s.chain)], byte(r.Keys[s.next-r.First]))
		for _, a := range r.Actions {
			if a.Tick == s.next {
				b = append(b, byte(a.Kind), a.Guest, byte(a.Keys), a.Appearance.Colour, a.Appearance.Shape)
				b = binary.BigEndian.AppendUint16(b, uint16(a.Seat))
				b = binary.BigEndian.AppendUint16(b, uint16(len(a.Text)))
				b = append(b, a.Text...)
				s.actions++
			}
		}
		s.chain = sha256.Sum256(b)
	}
	text := binary.BigEndian.AppendUint64([]byte("clew inputs\n"), uint64(s.seat.Branch))
	text = binary.BigEndian.AppendUint16(text, uint16(r.Seat))
	text = binary.BigEndian.AppendUint32(text, uint32(r.Signed))
	if !ed25519.Verify(s.seat.Key[:], append(text, s.chain[:]...), r.Signature[:]) {
		s.t.Fatalf("the signature up to tick %d is not what the page says", r.Signed)
	}
}
