package main

import (
	"fmt"
	"strconv"
)

// share is a flag for how many places one address may have: a number, in which
// 0 is without a bound, or half of all.
type share int

// half is what is said of it where no number is.
const half share = -1

// mostShare is the greatest number that can be given.
const mostShare = 1 << 20

// String implements flag.Value.
func (s share) String() string {
	if s == half {
		return "half"
	}
	return strconv.Itoa(int(s))
}

// Set implements flag.Value.
func (s *share) Set(text string) error {
	if text == half.String() {
		*s = half
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > mostShare {
		return fmt.Errorf("give a number from 0 to %d, or half", mostShare)
	}
	*s = share(n)
	return nil
}

// bound is the number as the host takes it.
func (s share) bound() int {
	switch s {
	case half:
		return 0
	case 0:
		return -1
	}
	return int(s)
}
