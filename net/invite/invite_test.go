package invite_test

import (
	"errors"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"strings"
	"testing"

	"clew/net/invite"

	"pgregory.net/rapid"
)

// page is the protocol's document.
const page = "../PROTOCOL.md"

var update = flag.Bool("update", false, "rewrite the codes in "+page)

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

func invitationTo(addr string) invite.Invitation {
	return invite.Invitation{Addr: netip.MustParseAddrPort(addr)}
}

// golden are codes that are written down somewhere: they must stay what they are.
var golden = []struct {
	code string
	want invite.Invitation
}{
	{"1G58-043J-5600-0000-1DZ8", invitationTo("192.168.1.7:8856")},
	{"1JR0-E44J-566Y-NPZE-YERE", invite.Invitation{Addr: netip.MustParseAddrPort("203.0.113.9:8856"), Game: [4]byte{0xDE, 0xAD, 0xBE, 0xEF}}},
}

func TestGolden(t *testing.T) {
	for _, c := range golden {
		if got := c.want.String(); got != c.code {
			t.Errorf("%v is %q, want %q", c.want, got, c.code)
		}
		if got, err := invite.Parse(c.code); got != c.want || err != nil {
			t.Errorf("%q is %v, %v, want %v", c.code, got, err, c.want)
		}
	}
}

// TestPageHasExamples checks that the page shows the golden codes.
func TestPageHasExamples(t *testing.T) {
	const begin, end = "<!-- generated: invitation -->\n", "<!-- end -->"
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(b), begin)
	got, after, ended := strings.Cut(rest, end)
	if !found || !ended {
		t.Fatalf("%s has no part %q", page, begin)
	}
	want := "```\n"
	for _, c := range golden {
		want += fmt.Sprintf("%s  %v, game %x\n", c.code, c.want.Addr, c.want.Game)
	}
	want += "```\n"
	if *update {
		if err := os.WriteFile(page, []byte(before+begin+want+end+after), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got != want {
		t.Errorf("%s has\n%s\nbut the codes are\n%s\nIf they are right: go test ./net/invite -update", page, got, want)
	}
}

func genInvitation() *rapid.Generator[invite.Invitation] {
	return rapid.Custom(func(t *rapid.T) invite.Invitation {
		ip := netip.AddrFrom4([4]byte(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, "ip")))
		return invite.Invitation{
			Addr: netip.AddrPortFrom(ip, rapid.Uint16Min(1).Draw(t, "port")),
			Game: [4]byte(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, "game")),
		}
	})
}

// A code can be typed with or without hyphens, in lower case, with spaces, and with
// letters that look like digits.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := genInvitation().Draw(t, "invitation")
		code := want.String()
		for _, typed := range []string{
			code,
			strings.ToLower(code),
			strings.ReplaceAll(code, "-", ""),
			"  " + strings.ReplaceAll(code, "-", " ") + "\n",
			strings.NewReplacer("0", "O", "1", "l", "V", "u").Replace(code),
			strings.NewReplacer("0", "o", "1", "I", "V", "U").Replace(code),
		} {
			if got, err := invite.Parse(typed); got != want || err != nil {
				t.Fatalf("%q is %v, %v, want %v", typed, got, err, want)
			}
			if !invite.IsCode(typed) && strings.ContainsAny(typed, "123456789") {
				t.Fatalf("%q is not taken for a code", typed)
			}
		}
	})
}

// Every code with one wrong letter, or with two that were swapped, is refused.
func TestMistyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := strings.ReplaceAll(genInvitation().Draw(t, "invitation").String(), "-", "")
		refused := func(typed string) {
			if got, err := invite.Parse(typed); typed != code && !errors.Is(err, invite.ErrMistyped) {
				t.Fatalf("%q for %q is %v, %v", typed, code, got, err)
			}
		}
		for i := range code {
			for _, wrong := range alphabet {
				refused(code[:i] + string(wrong) + code[i+1:])
			}
			if i > 0 {
				refused(code[:i-1] + code[i:i+1] + code[i-1:i] + code[i+1:])
			}
		}
		at := rapid.IntRange(0, invite.Len-3).Draw(t, "at")
		three := rapid.StringOfN(rapid.RuneFrom([]rune(alphabet)), 3, 3, -1).Draw(t, "three letters")
		refused(code[:at] + three + code[at+3:])
	})
}

func TestErrors(t *testing.T) {
	code := invitationTo("192.168.1.7:8856").String()
	var length *invite.LengthError
	for _, typed := range []string{"", code[:len(code)-1], code + "0"} {
		if _, err := invite.Parse(typed); !errors.As(err, &length) || length.Letters == invite.Len {
			t.Errorf("%q: %v", typed, err)
		}
	}
	var char *invite.CharError
	for _, typed := range []string{code[:4] + ".", "é" + code[1:], code + "\x00", "\xff" + code[1:]} {
		if _, err := invite.Parse(typed); !errors.As(err, &char) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	for _, c := range []string{"no port", "another form"} {
		if _, err := invite.Parse(invite.CodeOf(c)); !errors.Is(err, invite.ErrForm) {
			t.Errorf("%s: %v", c, err)
		}
	}
	for _, addr := range []string{"[2001:db8::1]:8856", "10.0.0.1:0"} {
		if got := invitationTo(addr).String(); got != "" {
			t.Errorf("%s has the code %q", addr, got)
		}
	}
	if got := (invite.Invitation{}).String(); got != "" {
		t.Errorf("nothing has the code %q", got)
	}
	mapped := invitationTo("[::ffff:192.168.1.7]:8856")
	if got := mapped.String(); got != code {
		t.Errorf("%v has the code %q", mapped, got)
	}
}

// An address is not taken for a code, a code with a slip is.
func TestIsCode(t *testing.T) {
	code := invitationTo("203.0.113.9:8856").String()
	for _, s := range []string{code, strings.ToLower(code), strings.ReplaceAll(code, "-", ""), code[1:], code[:len(code)-1], code + "0", "abcd efgh jkmn pqrs tvwx"} {
		if !invite.IsCode(s) {
			t.Errorf("%q is not taken for a code", s)
		}
	}
	for _, s := range []string{
		"", "localhost", "maze.example", "10.0.0.7", "10.0.0.7:8856", "::1", "2001:db8:1111:2222:3333::1", "internationalization",
		"ip-10-0-0-17.internal", "ip-172-16-200-17-internal1", code + ":8856", code + ".", strings.Repeat("é1", 10),
	} {
		if invite.IsCode(s) {
			t.Errorf("%q is taken for a code", s)
		}
	}
}

// Whatever is typed is refused, or has one invitation, which has one code.
func FuzzParse(f *testing.F) {
	for _, addr := range []string{"192.168.1.7:8856", "0.0.0.0:1", "255.255.255.255:65535"} {
		f.Add(invitationTo(addr).String())
	}
	f.Add(invite.CodeOf("another form"))
	f.Fuzz(func(t *testing.T, typed string) {
		invite.IsCode(typed)
		got, err := invite.Parse(typed)
		if err != nil {
			return
		}
		if again, err := invite.Parse(got.String()); again != got || err != nil {
			t.Errorf("%q is %v, but its code %q is %v, %v", typed, got, got.String(), again, err)
		}
	})
}
