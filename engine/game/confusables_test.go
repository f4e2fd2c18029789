package game

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestConfusable(t *testing.T) {
	for _, c := range []struct{ a, b string }{
		{"Ann", "ann"}, {"Zo\u00eb", "Zoe\u0308"}, {"ZO\u00cb", "zoe\u0308"}, {"σας", "ΣΑΣ"}, {"σας", "ΣΑς"}, {"Ηonest", "Honest"}, {"Ηonest", "honest"},
		{"ΗONEST", "honest"}, {"Straße", "STRASSE"}, {"Ｂｅｎ", "Ben"}, {"ﬁn", "fin"}, {"раурал", "paypaл"}, {"Ian", "lan"}, {"IAN", "ian"}, {"Bob", "B0b"},
		{"Mick", "Mıck"}, {"Arn", "Am"}, {"𝐀nn", "Ann"}, {"Ann B", "Ann\u00a0B"}, {"Ann  B", "Ann B"}, {"A\u200dnn", "Ann"}, {"Ann\ufe0f", "Ann"},
		{"АННА", "AHHA"}, {"①", "1"}, {"K", "\u212a"}, {"İ", "i\u0307"}, {"ΐ", "ΐ"},
	} {
		if !skeletonOf(c.a).confusable(skeletonOf(c.b)) || !skeletonOf(c.b).confusable(skeletonOf(c.a)) {
			t.Errorf("%q and %q: %q, %q", c.a, c.b, skeletonOf(c.a), skeletonOf(c.b))
		}
	}
	for _, c := range []struct{ a, b string }{
		{"Ann", "Anna"}, {"Zoe", "Zo\u00eb"}, {"Ben", "Den"}, {"AnnB", "Ann B"}, {"σας", "σος"}, {"", "a"}, {"walker A", "walker B"},
	} {
		if skeletonOf(c.a).confusable(skeletonOf(c.b)) {
			t.Errorf("%q and %q do not look alike: %q, %q", c.a, c.b, skeletonOf(c.a), skeletonOf(c.b))
		}
	}
}

// A single character may stand for 18. Only what a name of ordinary letters needs is
// looked at, so that extreme names cost little.
func TestLongestSkeleton(t *testing.T) {
	long := skeletonOf(strings.Repeat("ﷺ", 16))
	for _, s := range long {
		if n := utf8.RuneCountInString(s); n > 2*maxSkeletonRunes {
			t.Errorf("a skeleton of %d characters: %q", n, s)
		}
	}
	if !long.confusable(skeletonOf(strings.Repeat("ﷺ", 15))) || long.confusable(skeletonOf("(1)"+strings.Repeat("ﷺ", 13))) || skeletonOf(strings.Repeat("㍿", 16)).confusable(skeletonOf(strings.Repeat("㍿", 15))) {
		t.Error("names are alike that are not, or are not that are")
	}
}

func BenchmarkSkeletonOf(b *testing.B) {
	for _, name := range []string{"walker A", "Zoe\u0308", strings.Repeat("Ηж", 16), strings.Repeat("ﷺ", 16)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				skeletonOf(name)
			}
		})
	}
}
