-- One line of the file is one session: path, cookies, and for a POST the antiforgery header, its token and the JSON body, with tabs between. Counts answers by status.
local sessions = {}
local threads = {}
local counted = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  for line in io.lines(args[1]) do
    local path, cookies, header, token, body = line:match("^(%S+)\t([^\t]*)\t?([^\t]*)\t?([^\t]*)\t?(.*)$")
    local headers = { ["Cookie"] = cookies, ["Accept"] = "application/json" }
    if body ~= "" then
      headers[header] = token
      headers["Content-Type"] = "application/json"
    end
    table.insert(sessions, wrk.format(body == "" and "GET" or "POST", path, headers, body ~= "" and body or nil))
  end
  math.randomseed(os.time())
  next_session = math.random(#sessions)
  statuses = ""
end

function request()
  next_session = next_session % #sessions + 1
  return sessions[next_session]
end

function response(status)
  counted[status] = (counted[status] or 0) + 1
  -- Only text crosses from a thread to done().
  local parts = {}
  for status, count in pairs(counted) do
    table.insert(parts, status .. "=" .. count)
  end
  statuses = table.concat(parts, " ")
end

function done(summary, latency)
  for _, thread in ipairs(threads) do
    print("statuses " .. thread:get("statuses"))
  end
  local errors = summary.errors
  print(string.format("requests %d", summary.requests))
  print(string.format("microseconds %d", summary.duration))
  print(string.format("broken %d", errors.connect + errors.read + errors.write + errors.timeout))
  print(string.format("p50 %d", latency:percentile(50)))
  print(string.format("p99 %d", latency:percentile(99)))
end
