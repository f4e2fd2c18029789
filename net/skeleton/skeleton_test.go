package skeleton

import (
	"strings"
	"testing"
)

func TestLike(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"Ann", "ann"}, {"Zo\u00eb", "Zoe\u0308"}, {"ZO\u00cb", "zoe\u0308"}, {"σας", "ΣΑΣ"}, {"σας", "ΣΑς"}, {"Ηonest", "Honest"}, {"Ηonest", "honest"},
		{"ΗONEST", "honest"}, {"Straße", "STRASSE"}, {"Ｂｅｎ", "Ben"}, {"ﬁn", "fin"}, {"раурал", "paypaл"}, {"Ian", "lan"}, {"IAN", "ian"}, {"Bob", "B0b"},
		{"Mick", "Mıck"}, {"Arn", "Am"}, {"𝐀nn", "Ann"}, {"Ann B", "Ann\u00a0B"}, {"Ann  B", "Ann B"}, {"A\u200dnn", "Ann"}, {"Ann\ufe0f", "Ann"},
		{"АННА", "AHHA"}, {"①", "1"}, {"K", "\u212a"}, {"İ", "i\u0307"}, {"ΐ", "ΐ"},
	} {
		if !Of(c.a).Like(Of(c.b)) || !Of(c.b).Like(Of(c.a)) {
			t.Errorf("%q and %q: %q, %q", c.a, c.b, Of(c.a), Of(c.b))
		}
	}
	for _, c := range []struct{ a, b string }{
		{"Ann", "Anna"}, {"Zoe", "Zo\u00eb"}, {"Ben", "Den"}, {"AnnB", "Ann B"}, {"σας", "σος"}, {"", "a"}, {"walker A", "walker B"},
	} {
		if Of(c.a).Like(Of(c.b)) {
			t.Errorf("%q and %q do not look alike: %q, %q", c.a, c.b, Of(c.a), Of(c.b))
		}
	}
}

func BenchmarkOf(b *testing.B) {
	for _, name := range []string{"walker A", "Zoe\u0308", strings.Repeat("Ηж", 16)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Of(name)
			}
		})
	}
}
