#!/usr/bin/env bash
# Everything that must hold, on a clean checkout: install what the tests need, restore, build without a warning, check the format, test.
# Arguments go to `dotnet test`. The last line is "N passed, N failed, N skipped"; before it stands what was skipped and why.
# COMPLIANCE_TEST_DATA   real list files (default ../shared); tests that need them say so when they are absent
# SKIP_INSTALL=1         installs nothing
# COMPLIANCE_TEST_LIMIT  seconds that one test project may take (default 1800)
# CI=true                restores exactly what the lock files say; a tool that cannot be installed fails the run
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Whatever this run starts carries the mark, so that nothing of it is left behind: test hosts, browsers, emulators, build servers.
export COMPLIANCE_TEST_RUN="$$-$(date +%s)"

project_limit="${COMPLIANCE_TEST_LIMIT:-1800}"
work=$(mktemp -d)
group=""
missing=() # what could not be installed, and what that means
failures=() # why the run fails, beside failed tests

end_what_was_started() { # ends the process group of the running command, then whatever else carries the mark
  local file pid signal
  [ -z "$group" ] || kill -TERM -- "-$group" 2>/dev/null || true
  for signal in TERM KILL; do
    for file in $(grep -lzsx "COMPLIANCE_TEST_RUN=$COMPLIANCE_TEST_RUN" /proc/[0-9]*/environ); do
      pid=${file#/proc/}; pid=${pid%/environ}
      [ "$pid" = "$$" ] || kill -s "$signal" "$pid" 2>/dev/null || true
    done
    [ "$signal" = KILL ] || sleep 1
  done
}
finish() {
  local ended=$?
  trap - EXIT
  end_what_was_started
  rm -rf "$work"
  exit "$ended"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

tries() { # what command... : three tries, since registries fail for a moment
  local what=$1 try; shift
  for try in 1 2 3; do
    "$@" && return 0
    [ "$try" -eq 3 ] || { echo "$what: try $try failed, the next one in $((try * 10)) seconds"; sleep $((try * 10)); }
  done
  return 1
}

install_debian() { # package ... : installs what is missing, if this machine lets us
  local absent=()
  for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || absent+=("$package"); done
  [ ${#absent[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then return 1; fi
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${absent[@]}" >/dev/null
}

install_npm() { # folder : from the lock file, unless it is there already
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return 0
  command -v npm >/dev/null && (cd "$1" && npm ci --silent --no-audit --no-fund)
}

run_limited() { # log command... : runs it in a group of its own; 124 where its time is over. Nothing of it is there afterwards.
  local log=$1 deadline=$((SECONDS + project_limit)) ended=0 reader listening=(); shift
  # What a shell starts in the background ignores interrupts, and so does whatever that starts: tests of Ctrl-C need them.
  if env --default-signal=INT,QUIT true 2>/dev/null; then listening=(env --default-signal=INT,QUIT); fi
  rm -f "$work/pipe"; mkfifo "$work/pipe"
  tee "$log" <"$work/pipe" &
  reader=$!
  setsid "${listening[@]}" "$@" >"$work/pipe" 2>&1 &
  group=$!
  while kill -0 "$group" 2>/dev/null; do
    if [ "$SECONDS" -ge "$deadline" ]; then ended=124; kill -TERM -- "-$group" 2>/dev/null || true; break; fi
    sleep 1
  done
  if [ "$ended" -eq 0 ]; then
    wait "$group" || ended=$?
    for _ in $(seq 50); do kill -0 "$reader" 2>/dev/null || break; sleep 0.1; done # the last lines
  fi
  end_what_was_started
  group=""
  return "$ended"
}

reasons() { # trx ... : why tests were skipped, most frequent first. Absent list files are one reason.
  sed -n '/outcome="NotExecuted"/,/<\/UnitTestResult>/{s/.*<\(Message\|StdOut\)>\(.*\)<\/\(Message\|StdOut\)>.*/\2/p}' "$@" \
    | sed -E 's/^needs .* below (COMPLIANCE_TEST_DATA[^,]*), which is not here$/need list files below \1, which are not here/' | sort | uniq -c | sort -rn
}

if [ "${SKIP_INSTALL:-}" != "1" ]; then
  tries "Debian packages" install_debian chromium fonts-noto-core fonts-noto-cjk z3 || missing+=("Chromium or its fonts (Debian packages, as root): tests in a browser")
  tries "Azurite" install_npm tests/Azurite || missing+=("Azurite (npm): tests on the storage emulator")
  tries "Cedar" install_npm tests/Cedar || missing+=("Cedar (npm): proofs of policies against another engine")
fi
if [ ${#missing[@]} -gt 0 ] && [ "${CI:-}" = "true" ]; then failures+=("a tool is missing"); fi

tries "restore" dotnet restore Compliance.sln -v quiet # Directory.Build.props turns locked mode on where CI=true
dotnet build Compliance.sln --no-restore -c Release -v quiet -nologo
# Most code style is an error of the build already (EnforceCodeStyleInBuild); this is what the compiler does not look at.
dotnet format whitespace . --folder --verify-no-changes --exclude artifacts/ || failures+=("dotnet format whitespace would change files")
if [ "${CI:-}" = "true" ]; then # two minutes: order of imports
  dotnet format style Compliance.sln --no-restore --verify-no-changes || failures+=("dotnet format style would change files")
fi

passed=0; failed=0; skipped=0
for project in tests/*.Tests; do
  ended=0
  run_limited "$work/log" dotnet test "$project" --no-build -c Release --logger "console;verbosity=minimal" \
    --logger "trx;LogFileName=$work/$(basename "$project").trx" "$@" || ended=$?
  if [ "$ended" -eq 124 ]; then failures+=("$project did not end within $project_limit seconds and was ended"); fi
  line=$(grep -E 'Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+' "$work/log" | tail -1 || true)
  if [ -z "$line" ]; then failures+=("$project gave no result"); continue; fi
  count() { sed -E "s/.*$1: +([0-9]+).*/\1/" <<<"$line"; }
  [ "$ended" -eq 0 ] || [ "$ended" -eq 124 ] || [ "$(count Failed)" -gt 0 ] || failures+=("$project ended with exit code $ended")
  failed=$((failed + $(count Failed))); passed=$((passed + $(count Passed))); skipped=$((skipped + $(count Skipped)))
done

echo
if [ "$skipped" -gt 0 ]; then
  reasons "$work"/*.trx >"$work/reasons"
  echo "skipped:"; cat "$work/reasons"
  # Real lists are not everywhere; tools are to be installed.
  if [ "${CI:-}" = "true" ] && grep -qv COMPLIANCE_TEST_DATA "$work/reasons"; then failures+=("tests were skipped for want of a tool"); fi
fi
for tool in "${missing[@]}"; do echo "could not be installed: $tool"; done
for reason in "${failures[@]}"; do echo "failed: $reason"; done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ ${#failures[@]} -eq 0 ]
