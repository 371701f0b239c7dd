# Writes a random tree of stages as a stage network, and its longest replenishment time to standard error.
#
#   awk -v stages=N -v seed=SEED -f random-tree.awk > FILE.stages.json
#
# Stage i is joined to a random earlier stage, in either direction, so that assembly and distribution mix; processing
# times are 1 to 10 and holding cost rates add up downstream. The generator is Park and Miller's (1988, DOI
# 10.1145/63039.63042), exact in the doubles of every awk, so that a seed means the same tree everywhere.

function uniform() {
  state = (state * 16807) % 2147483647
  return state / 2147483647
}

BEGIN {
  state = seed
  for (i = 0; i < 10; i++) uniform()
  for (i = 1; i < stages; i++) {
    joined = int(uniform() * i)
    if (uniform() < 0.5) { from[i] = joined; to[i] = i } else { from[i] = i; to[i] = joined }
    suppliers[to[i]]++
    customers[from[i]] = customers[from[i]] " " to[i]
  }

  # Suppliers before customers, so that costs and times add up downstream.
  for (i = 0; i < stages; i++) if (!suppliers[i]) order[count++] = i
  for (place = 0; place < count; place++) {
    stage = order[place]
    time[stage] = 1 + int(uniform() * 10)
    rate[stage] += 0.5 + 4.5 * uniform()
    replenishment[stage] += time[stage]
    if (replenishment[stage] > longest) longest = replenishment[stage]
    split(customers[stage], served, " ")
    for (each in served) {
      customer = served[each]
      rate[customer] += rate[stage]
      if (replenishment[stage] > replenishment[customer]) replenishment[customer] = replenishment[stage]
      if (!--suppliers[customer]) order[count++] = customer
    }
  }

  printf "{\"schema\":\"meio.stage-network/1\",\"name\":\"tree_%d_%d\",\"period\":\"day\",\"stages\":[", stages, seed
  for (i = 0; i < stages; i++) {
    printf "%s\n{\"id\":\"%d\",\"processing_time\":%d,\"holding_cost_rate\":%.4f", (i ? "," : ""), i, time[i], rate[i]
    if (!customers[i]) {
      mean = 20 + 180 * uniform()
      sd = mean * (0.15 + 0.35 * uniform())
      printf ",\"max_committed_service_time\":0"
      printf ",\"demand\":{\"distribution\":\"normal\",\"mean\":%.2f,\"sd\":%.2f}", mean, sd
    }
    printf ",\"service\":{\"measure\":\"safety_factor\",\"target\":1.645}}"
  }
  printf "],\"links\":["
  for (i = 1; i < stages; i++) printf "%s\n{\"from\":\"%d\",\"to\":\"%d\"}", (i > 1 ? "," : ""), from[i], to[i]
  print "]}"
  print longest > "/dev/stderr"
}
