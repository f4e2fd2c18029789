// Package authority tells whether two names look alike to a person, as Unicode's
// Technical Standard 39 (Unicode Security Mechanisms, section 4) does: by what is
// left of them once characters that look alike are made the same.
package authority

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mtibben/confusables"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Skeleton is what is left of a name. Two names look alike if either part of
// their skeletons is the same: the first is folded before look-alikes are made
// the same, so that σας is ΣΑΣ, and the second after that, so that a Greek Η is
// an H.
type Skeleton [2]string

// maxSkeletonRunes is how many characters of a name's compatibility form count: four for
// each that a name may have. Whoever's names differ only behind that, where one
// character stands for many, has names that look alike.
const maxSkeletonRunes = 64

// SkeletonOf returns the skeleton of a name.
func SkeletonOf(name string) Skeleton {
	plain := normalize(name)
	if utf8.RuneCountInString(plain) > maxSkeletonRunes {
		plain = string([]rune(plain)[:maxSkeletonRunes])
	}
	return Skeleton{confusables.Skeleton(fold(plain)), fold(confusables.Skeleton(plain))}
}

// Confusable reports whether two names look alike.
func (s Skeleton) Confusable(o Skeleton) bool { return s[0] == o[0] || s[1] == o[1] }

// LetterShape makes the characters of s that look alike the same, but not the sizes of
// letters.
func LetterShape(s string) string { return confusables.Skeleton(normalize(s)) }

// normalize is the compatibility form of s, NFKC, without what takes no room on the
// screen, and with single spaces.
func normalize(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && r >= ' ' {
			return r
		}
		if unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// fold is full case folding. What it gives is normal again: it may have put
// characters together that are written as one.
func fold(s string) string { return norm.NFKC.String(cases.Fold().String(s)) }
