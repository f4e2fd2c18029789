package clonetest

import (
	"reflect"
	"slices"
	"testing"
)

type inner struct{ numbers []int }

type outer struct {
	ring  *outer
	any   any
	list  []*inner
	table map[string]*inner
	fixed *string
}

func TestShared(t *testing.T) {
	text := "text"
	a := &outer{any: &inner{}, list: []*inner{{numbers: []int{1}}}, table: map[string]*inner{"k": {}}, fixed: &text}
	a.ring = a
	b := &outer{any: a.any, list: []*inner{{numbers: a.list[0].numbers}}, table: map[string]*inner{"k": a.table["k"]}, fixed: &text}
	b.ring = b
	want := []string{".any", ".list[].numbers", ".table[]"}
	if got := Shared(a, b, reflect.TypeFor[*string]()); !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}
