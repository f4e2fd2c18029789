// Package clitest helps the tests of the programs: it compares manual pages
// with -h, and kills a program in the middle of writing a file.
package clitest
