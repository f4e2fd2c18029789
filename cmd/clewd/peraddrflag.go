package main

import (
	"fmt"
	"strconv"
)

// perAddrLimit is a flag's value: a number, 0 for no limit, or half of all places.
type perAddrLimit int

// half stands for half of max-players.
const half perAddrLimit = -1

// maxPerAddrLimit is the largest valid number.
const maxPerAddrLimit = 1 << 20

// String implements flag.Value.
func (l perAddrLimit) String() string {
	if l == half {
		return "half"
	}
	return strconv.Itoa(int(l))
}

// Set implements flag.Value.
func (l *perAddrLimit) Set(text string) error {
	if text == half.String() {
		*l = half
		return nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > maxPerAddrLimit {
		return fmt.Errorf("use a number from 0 to %d, or half", maxPerAddrLimit)
	}
	*l = perAddrLimit(n)
	return nil
}

// serverValue converts to server.Config.MaxPerAddr.
func (l perAddrLimit) serverValue() int {
	switch l {
	case half:
		return 0
	case 0:
		return -1
	}
	return int(l)
}
