// Package clonetest finds what a copy shares with its original, also in fields that
// were added after the copy was written.
package clonetest

import (
	"reflect"
	"slices"
)

// Shared returns the paths of the fields in which two values of a type hold the same
// memory by a pointer, map or slice. What is of a constant type never changes, and may
// be shared. Functions and channels are not looked at.
func Shared(a, b any, constant ...reflect.Type) []string {
	w := walk{constant: constant, seen: map[uintptr]bool{}}
	w.visit("", reflect.ValueOf(a), reflect.ValueOf(b))
	return w.shared
}

type walk struct {
	constant []reflect.Type
	seen     map[uintptr]bool // pointers
	shared   []string
}

func (w *walk) visit(path string, a, b reflect.Value) {
	if !a.IsValid() || !b.IsValid() || a.Type() != b.Type() || slices.Contains(w.constant, a.Type()) {
		return
	}
	switch a.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		if a.IsNil() || b.IsNil() || a.Kind() == reflect.Slice && a.Cap() == 0 {
			return
		}
		if a.Pointer() == b.Pointer() {
			w.shared = append(w.shared, path)
			return
		}
	}
	switch a.Kind() {
	case reflect.Pointer:
		if !w.seen[a.Pointer()] {
			w.seen[a.Pointer()] = true
			w.visit(path, a.Elem(), b.Elem())
		}
	case reflect.Interface:
		w.visit(path, a.Elem(), b.Elem())
	case reflect.Slice, reflect.Array:
		if k := a.Type().Elem().Kind(); k <= reflect.Complex128 || k == reflect.String {
			return // they point to nothing
		}
		for i := range min(a.Len(), b.Len()) {
			w.visit(path+"[]", a.Index(i), b.Index(i))
		}
	case reflect.Map:
		for _, k := range a.MapKeys() {
			w.visit(path+"[]", a.MapIndex(k), b.MapIndex(k))
		}
	case reflect.Struct:
		for i := range a.NumField() {
			w.visit(path+"."+a.Type().Field(i).Name, a.Field(i), b.Field(i))
		}
	}
}
