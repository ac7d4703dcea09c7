#!/usr/bin/env bash
# Starts the service on this machine: ./run.sh [--urls http://127.0.0.1:7071]. Lists come from COMPLIANCE_LISTS_DIR or the official addresses.
set -euo pipefail
cd "$(dirname "$0")"
export ASPNETCORE_ENVIRONMENT="${ASPNETCORE_ENVIRONMENT:-Development}"
exec dotnet run -c Release --project functions -- serve "$@"
