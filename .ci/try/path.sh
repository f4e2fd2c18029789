# path.sh: a new user's path; part of try-dist.sh

# networks creates two network namespaces at the ends of a virtual wire: the user's
# computer and a friend's. It fails if this machine does not support that.
networks() {
	command -v ip >/dev/null && ip netns add clew-home 2>/dev/null && ip netns add clew-friend || return 1
	ip link add clew0 netns clew-home type veth peer name clew0 netns clew-friend || return 1
	local at
	for at in home:1 friend:2; do
		ip -n "clew-${at%:*}" addr add "10.91.0.${at#*:}/24" brd + dev clew0 &&
			ip -n "clew-${at%:*}" link set clew0 up && ip -n "clew-${at%:*}" link set lo up || return 1
	done
}

tidy_networks() {
	for name in clew-home clew-friend; do ip netns del $name 2>/dev/null; done
}

# try_path runs a test that uses the installed game like a new user: from the desktop
# entry into a maze with two clicks, into a friend's game through the list of the
# local network, out, and in again.
try_path() {
	local home= friend= host=127.0.0.1 where="on one computer"
	if networks; then
		home="ip netns exec clew-home" friend="ip netns exec clew-friend " host=10.91.0.2 where="on another computer"
	else
		left_out "two computers: this machine cannot create network namespaces; the friend is on the same computer"
	fi
	go test -c -o "$work/e2e" ./cmd/clew/e2e || die "the test of the new user's path does not build"
	(cd cmd/clew/e2e && exec env CLEW_PICTURES="$shots" $home "$work/e2e" -test.run '^TestNewUser$' -test.v -entry $entry -friend-host $host \
		-friend "${friend}setpriv --reuid=clewd --regid=clewd --clear-groups clewd -config /etc/clewd/clewd.toml") >"$work/log" 2>&1 ||
		die "the new user's path fails" "$work/log"
	grep -q '^--- PASS: TestNewUser' "$work/log" || die "there is no test of the new user's path" "$work/log"
	tidy_networks
	ok ".deb: two clicks from the desktop entry into a maze; through the list into a friend's game $where, out, and in again (out/TestNewUser-*.png)"
}
