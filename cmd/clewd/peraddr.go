package main

import (
	"fmt"
	"strconv"
)

// perAddrLimit is a flag for how many places one address may have: a number, in which
// 0 is without a bound, or half of all.
type perAddrLimit int

// half is what is said of it where no number is.
const half perAddrLimit = -1

// maxPerAddrLimit is the greatest number that can be given.
const maxPerAddrLimit = 1 << 20

// String implements flag.Value.
func (s perAddrLimit) String() string {
	if s == half {
		return "half"
	}
	return strconv.Itoa(int(s))
}

// Set implements flag.Value.
func (s *perAddrLimit) Set(text string) error {
	if text == half.String() {
		*s = half
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > maxPerAddrLimit {
		return fmt.Errorf("give a number from 0 to %d, or half", maxPerAddrLimit)
	}
	*s = perAddrLimit(n)
	return nil
}

// serverValue is the number as the host takes it.
func (s perAddrLimit) serverValue() int {
	switch s {
	case half:
		return 0
	case 0:
		return -1
	}
	return int(s)
}
