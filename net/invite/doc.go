// Package invite makes invitation codes: 20 letters and digits for one IPv4 address
// and port, which can be read out on the telephone.
//
//	192.168.1.7:8856 is 1G58-043J-5600-0000-1DZ8
//
// # The code
//
// A code is a number of 100 bits, five to a letter, most significant first:
//
//	bits
//	   4  form of the code, 0
//	  32  IPv4 address
//	  16  port, not 0
//	  32  the game, or 0 for the server that is there
//	  16  CRC-16 of the 84 bits before, as an 88-bit number
//
// The letters are those of Crockford's Base32: the digits, and the alphabet without
// I, L, O and U. The first two are read as 1, O as 0 and U as V; lower case, spaces
// and hyphens don't matter. The CRC has the polynomial 0x1021 and the initial value
// 0xFFFF. It finds every code in which one letter is wrong, or up to three that
// stand together, such as two that were swapped, and all others but one in 65,536.
package invite
