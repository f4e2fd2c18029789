package replica

import "testing"

func TestSqrt(t *testing.T) {
	for n := range int64(5000) {
		if r := sqrt(n); r*r > n || (r+1)*(r+1) <= n {
			t.Fatalf("sqrt(%d) = %d", n, r)
		}
	}
	if r := sqrt(1 << 40); r != 1<<20 {
		t.Errorf("sqrt(2^40) = %d", r)
	}
}
