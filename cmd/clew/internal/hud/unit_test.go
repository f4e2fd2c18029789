package hud

import (
	"fmt"
	"image"
	"reflect"
	"testing"
	"time"
	"unicode/utf8"

	"clew/cmd/clew/internal/ui"
	"clew/net/replica"
)

const ms = time.Millisecond

func runeWidth(s string) float64 { return float64(utf8.RuneCountInString(s)) * 10 }

func TestWrapBadge(t *testing.T) {
	text := "SIM +120 ms, 5 % loss, no prediction"
	for _, tt := range []struct {
		width float64
		want  []string
	}{
		{1000, []string{text}},
		{230, []string{"SIM +120 ms, 5 % loss,", "no prediction"}},
		{10, []string{"SIM +120 ms,", "5 % loss,", "no prediction"}},
	} {
		if got := wrapBadge(text, tt.width, runeWidth); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%g: %q, want %q", tt.width, got, tt.want)
		}
	}
	if wrapBadge("", 100, runeWidth) != nil {
		t.Error("nothing to say takes a line")
	}
}

func TestFormats(t *testing.T) {
	for _, tt := range [][2]string{
		{millis(1499 * time.Microsecond), "1 ms"}, {millis(212600 * time.Microsecond), "213 ms"},
		{rate(0), "0 B/s"}, {rate(999), "999 B/s"}, {rate(1000), "1.0 kB/s"}, {rate(12_420), "12.4 kB/s"},
		{rate(99_949), "99.9 kB/s"}, {rate(99_950), "100 kB/s"}, {rate(999_499), "999 kB/s"}, {rate(999_500), "1.0 MB/s"},
		{FinishText("Rui", 6120, false), "Rui found the exit in 1:42"}, {FinishText("", 6120, true), "You found the exit! 1:42"},
		{delayNote(replica.Stats{DelayInterval: 33 * ms, DelayJitter: 67 * ms}), "= 33 interval + 67 jitter"},
		{correctionNote(replica.Stats{Corrections: 2, LastCorrection: 317, MaxCorrection: 1024}), "last 0.31, largest 1.00 cells"},
	} {
		if tt[0] != tt[1] {
			t.Errorf("%q, want %q", tt[0], tt[1])
		}
	}
}

func TestHistory(t *testing.T) {
	var h history
	if in, out := h.perSecond(); in != 0 || out != 0 || h.len() != 0 || len(h.bars(nil)) != 0 {
		t.Error("an empty history shows something")
	}
	for i := range 1000 {
		s := sample{rtt: time.Duration(i) * ms, in: int64(i) * 10, out: int64(i)}
		if i == 990 {
			s.correction = 55
		}
		h.push(s)
	}
	if h.len() != historyTicks || h.at(0).rtt != 999*ms || h.at(239).rtt != 760*ms {
		t.Errorf("kept %d, newest %v, oldest %v", h.len(), h.at(0).rtt, h.at(239).rtt)
	}
	if in, out := h.perSecond(); in != 600 || out != 60 {
		t.Errorf("in a second: %d in, %d out, want 600 and 60", in, out)
	}
	bars := h.bars(nil)
	if len(bars) != 80 || bars[len(bars)-1].rtt != 999*ms || bars[0].rtt != 764*ms {
		t.Errorf("%d bars from %v to %v", len(bars), bars[0].rtt, bars[len(bars)-1].rtt)
	}
	found := 0
	for _, b := range bars {
		if b.correction == 55 {
			found++
		}
	}
	if found != 1 {
		t.Errorf("a correction is in %d bars, want one", found)
	}
}

func TestGraphScrolls(t *testing.T) {
	var h history
	for i := range 600 {
		h.push(sample{rtt: time.Duration(i*i%97) * ms})
	}
	old := h.bars(nil)
	for i := range barTicks {
		h.push(sample{rtt: time.Duration(i) * ms})
	}
	if next := h.bars(nil); !reflect.DeepEqual(old[1:len(old)-1], next[:len(old)-2]) {
		t.Error("after a bar's worth of ticks the bars are not the same ones, moved by one")
	}
}

func TestAxisMax(t *testing.T) {
	for rtt, want := range map[time.Duration]time.Duration{0: 50 * ms, 50 * ms: 50 * ms, 51 * ms: 100 * ms, 212 * ms: 300 * ms, 2500 * ms: 3 * time.Second, time.Minute: 10 * time.Second} {
		if got := axisMaxFor(rtt); got != want {
			t.Errorf("ceiling(%v) = %v, want %v", rtt, got, want)
		}
	}
}

func TestChatLog(t *testing.T) {
	var l chatLog
	for i := range maxChatLines + 20 {
		l.add(chatLine{text: fmt.Sprint(i)})
	}
	if len(l.lines) != maxChatLines || l.lines[0].text != "20" {
		t.Errorf("%d lines from %q", len(l.lines), l.lines[0].text)
	}
	line := &l.lines[maxChatLines-1]
	for _, tt := range []struct {
		age  int
		want float64
	}{{0, 1}, {chatLineTicks, 1}, {chatLineTicks + chatFadeTicks/2, 0.5}, {chatLineTicks + chatFadeTicks, 0}, {99999, 0}} {
		l.now = line.tick + tt.age
		if got := l.alpha(line); got != tt.want {
			t.Errorf("after %d ticks: %g, want %g", tt.age, got, tt.want)
		}
	}
}

func TestPanelsDoNotOverlap(t *testing.T) {
	for w := ui.MinWidth; w <= 2560; w += 80 {
		for h := ui.MinHeight; h <= 1440; h += 60 {
			for _, want := range []float64{0, 1, 1.5, 2} {
				for bits := range 4 {
					f := ui.FitViewport(w, h, want)
					checkLayout(t, f, bits&1 != 0, bits&2 != 0)
				}
			}
		}
	}
}

func checkLayout(t *testing.T, f ui.Viewport, lag, net bool) {
	t.Helper()
	var g netGraph
	l := newLayout(f, lag, net, g.height(f), f.Px(badgeLine+18))
	gap := f.Px(edgeMargin)
	plate := image.Rect(gap, gap, gap+f.Px(288), gap+f.Px(52))
	mid := f.Px(18)
	at := map[string]image.Rectangle{
		"plate": plate, "chat": l.chat,
		"player": image.Rect(f.W/2-mid, f.H/2-mid, f.W/2+mid, f.H/2+mid),
	}
	if lag {
		at["lag panel"] = l.lagPanel
	}
	if net {
		at["net graph"] = l.net
	}
	for a, ra := range at {
		if !ra.In(f.Bounds()) || ra.Empty() {
			t.Fatalf("%+v lag %v net %v: %s at %v", f, lag, net, a, ra)
		}
		for b, rb := range at {
			if a < b && ra.Overlaps(rb) {
				t.Fatalf("%+v lag %v net %v: %s %v covers %s %v", f, lag, net, a, ra, b, rb)
			}
		}
	}
	if l.chatLines < 1 || l.lagPanel.Dy() < f.Px(200) {
		t.Fatalf("%+v lag %v net %v: %d lines of chat, %v for the lag panel", f, lag, net, l.chatLines, l.lagPanel)
	}
}
