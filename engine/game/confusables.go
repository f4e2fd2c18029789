package game

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mtibben/confusables"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// skeleton is what is left of a name once characters that look alike are replaced
// by the same one, as in Unicode Technical Standard 39 (Unicode Security
// Mechanisms), section 4. Two names are confusable if either part is equal: the
// first is case-folded before the replacement, so that σας equals ΣΑΣ, and the
// second after it, so that a Greek Η equals an H.
type skeleton [2]string

// maxSkeletonRunes is how many runes of a name's compatibility form count: four
// for each that a name may have. Names that only differ after that count as
// confusable.
const maxSkeletonRunes = 64

// skeletonOf returns the skeleton of a name.
func skeletonOf(name string) skeleton {
	plain := normalize(name)
	if utf8.RuneCountInString(plain) > maxSkeletonRunes {
		plain = string([]rune(plain)[:maxSkeletonRunes])
	}
	return skeleton{confusables.Skeleton(fold(plain)), fold(confusables.Skeleton(plain))}
}

// confusable reports whether two names look alike.
func (s skeleton) confusable(o skeleton) bool { return s[0] == o[0] || s[1] == o[1] }

// normalize returns the compatibility form (NFKC) of s, without characters that
// take no room on the screen, and with single spaces.
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

// fold case-folds s fully. It normalizes the result, in which characters may have
// met that are written as one.
func fold(s string) string { return norm.NFKC.String(cases.Fold().String(s)) }
