/// An empty case folder to begin with: every file with its header, and a `case.yaml` with every key.
public enum CaseFolderTemplate {
  /// Name and text of every file.
  public static let files: [(name: String, text: String)] = [
    ("case.yaml", caseYAML),
    ("locations.csv", "location,name,tier,kind,region,storage_capacity,latitude,longitude,priority\n"),
    (
      "lanes.csv",
      "from,to,item,lead_time,lead_time_sd,review_period,share,fixed_order_cost,unit_transport_cost,min_order,max_order,"
        + "multiple\n"
    ),
    ("items.csv", "item,name,unit_cost,price,class,carrying_rate,shelf_life\n"),
    ("demand.csv", "date,location,item,quantity\n"),
    ("demand_rates.csv", "location,item,mean,sd,distribution\n"),
    (
      "inventory.csv",
      "location,item,on_hand,on_order,order_up_to,reorder_point,safety_stock,fill_rate,stockouts_per_month\n"
    ),
    ("scheduled_receipts.csv", "location,item,date,quantity,from\n"),
    ("forecast.csv", "date,location,item,quantity\n"),
    ("bom.csv", "location,item,component,units\n"),
    ("overrides.csv", "location,item,base_stock,reason\n"),
    ("stock_limits.csv", "location,item,minimum_stock,maximum_stock,may_hold_stock,reason\n"),
    ("service.csv", "location,item,class,measure,target\n"),
  ]

  /// Every key with its default; a key without a value has none.
  private static let caseYAML = """
    # The case in its own words. Every key is here with its default; leave out what you do not need.
    # Required beside this file: locations.csv, lanes.csv, items.csv, and demand.csv (a history) or
    # demand_rates.csv (means and standard deviations). Delete the other files where you do not use them.
    # inventory.csv is today's stock; scheduled_receipts.csv are the orders under way and when they are due; forecast.csv
    # is demand expected, each quantity for the days from its date to the next date of the file (meio drp).
    #
    # stock_limits.csv: what the stock at a place must keep to. A line without an item is for all items at the location,
    # one without a location for the item everywhere; the more specific line wins, limit by limit.
    #   minimum_stock   units that safety stock never falls below, such as what a shelf must show; they are sold like
    #                   any other stock
    #   maximum_stock   the largest base stock, in units
    #   may_hold_stock  no at a cross-dock, which passes on what arrives; yes by default
    #   reason          why, shown in the report
    # overrides.csv fixes a base stock altogether, and the rest is planned around it. Every line needs a reason, which the
    # report shows.
    # shelf_life in items.csv (periods) keeps what is on hand after a delivery to what mean demand consumes in that time.
    # storage_capacity in locations.csv is in units of all items together, and soft: service targets and the limits above
    # come first, mean stock counts and not its peak, and where stock stays too full, the plan says so.
    # multiple and min_order in lanes.csv size orders: they raise the position above the base stock, which they leave as
    # it is. max_order, such as a truck, or what a plant makes in a review period, leaves the rest for the next review; the
    # simulation heeds it, the plan does not.
    # priority in locations.csv is the rank of a location's orders at its suppliers under allocation: priority (below):
    # lower is served first, 0 where nothing is given.

    title: ""                   # shown on the cover
    organisation:               # whose network it is
    prepared_for:               # who reads the report
    as_of:                      # data cut-off, like 2026-11-01; none = the last date of the history
    notice:                     # a sentence the case says about itself, shown on the cover
    period: day                 # day or week: the unit of lead times, review periods and demand rates
    currency: USD               # ISO 4217 code of all money
    carrying_rate: 0.25         # cost of carrying 1 of stock value for a year, as a fraction

    service:                    # what is promised where service.csv says nothing more specific
      measure: cycle_service_level   # cycle_service_level (periods without stockout) or fill_rate (units served)
      default: 0.95             # classes that are not named below
      by_class: {A: 0.98, B: 0.95, C: 0.90}

    demand:
      distribution: auto        # auto, normal, gamma, poisson, negative_binomial;
                                # empirical (not used yet: auto stands for it)
      correlation: estimate     # estimate, or a number from 0 (independent) to 1 (no pooling) for all locations

    optimization:
      model: guaranteed_service # guaranteed_service; stochastic_service (not used yet)
      budget:                   # value that safety and cycle stock may have by the model, in money: targets are kept,
                                # the rest goes where it adds most to customers' service; none = targets alone
      max_service_time:         # longest committed service time, in periods; none = no limit

    current_policy: from_inventory   # from_inventory (order_up_to in inventory.csv), independent (every location
                                     # hedges alone) or local_min_max (on the location's own outflow)

    simulation:
      periods: 365              # measured periods of each replication
      warm_up: 90               # periods played before measuring; auto: by lead times and forecasts
      replications: 30          # independent repetitions
      seed: 1                   # the same seed gives the same figures
      unmet_demand: backorder   # backorder, lost_sale, or partial: some consumers wait, the others leave
      waiting_share:            # share who wait where unmet_demand is partial, from 0 (none) to 1 (all)
      pos_latency: 0            # delay of point-of-sale demand, in periods
      unfilled_orders: wait     # wait, or cancel: what becomes of an order that a supplier cannot fill
      allocation: proportional  # how a supplier shares what is too little for all: proportional (to what is due),
                                # first_come (by the period in which orders fell due), fair_share (so that all run out
                                # at the same time), priority (by priority in locations.csv)
      disruptions: []           # times in which a location (from) or a lane (from, to) ships nothing:
                                # [{from: DC1, start: 120, periods: 30}, {from: DC1, to: S1, chance: 0.01, periods: 5}];
                                # start counts from the beginning of the warm-up
      expediting: []            # fast ways to locations that run low, where lead times do not vary:
                                # [{at: S1, lead_time: 1, below_periods: 2, cost_per_unit: 0.5}], or tier: Stores for
                                # all of a tier without one of their own; of an order, what stock on hand and in transit
                                # lacks to below_periods of mean demand takes lead_time (not for items that are made
                                # there of components)
      transshipments: []        # locations that help each other out when demand cannot be met:
                                # [{between: [S1, S2], lead_time: 1}, {tier: Stores, reserve_periods: 2, cost_per_unit: 4}];
                                #   tier             those of a tier that have the same suppliers
                                #   lead_time        0 = in time for the demand of the same period; where unmet demand
                                #                    is lost, only that helps
                                #   reserve_periods  periods of mean demand that a helper keeps: 0
                                #   cost_per_unit    money per unit sent: 0
      demand: model             # model (drawn from its distributions), bootstrap (the history resampled in blocks, the
                                # same for all items and locations) or history (the history once, over its own periods)
      block_periods:            # mean length of a block of bootstrap; none = the cube root of the periods recorded
      season: none              # none, weekday (daily history) or month (a year of history): of demand that is drawn
      promotions: []            # [{item: P1, location: S1, start: 2027-03-01, periods: 14, factor: 1.8}]: of demand that
                                # is drawn; start is a date, or a period (0 is the day after the data cut-off); without
                                # item or location, of all of them

    replenishment:              # how the locations of a tier order; by name of tier, or all
      current: {}               # today, where it is not current_policy, like {all: {policy: local_min_max}}
      proposed: {}              # as proposed; base_stock (the levels of the plan) where nothing is said
                                #   policy         base_stock, echelon_base_stock, balanced_echelon_base_stock (in an
                                #                  assembly, no part beyond what the others have coming in time),
                                #                  local_min_max (minimum and maximum follow the location's own
                                #                  outflow) or point_of_sale_echelon (the level follows demand at the
                                #                  points of sale below)
                                #   smoothing      weight of the latest period in the forecast: 0.1
                                #   safety_factor  standard deviations of cover: those of the service target
                                #   cover_periods  periods covered: lead time and review period
                                #   order_periods  periods of demand between minimum and maximum: 3
                                #   signal         orders_received or quantities_shipped; at the points of sale
                                #                  recorded_sales, corrected_sales (what usually sells, where the
                                #                  shelf ran empty and the sale was lost) or consumer_demand

    report:
      template: executive       # executive, one-page, technical, or one of your templates folder
      formats: [md, html, pdf, png]   # and xlsx: policy.xlsx, a workbook of every table with checks
      page: A4                  # A4 or Letter
      locale: en_US             # of numbers, money and dates: de_DE, fr_FR, hi_IN …; en_US writes dates like 2026-11-01
      language:                 # of your templates, like de or pt-BR, for readers of the page and the PDF; none = en
      brand: {name: , logo: , colors: {}}   # name: on the cover and in the running head; logo: a PNG file in this folder;
                                # colors: {accent: "#1F5FAA"}, and current, highlight, good, bad; a colour too pale to be
                                # read is darkened, which a warning tells
      stress: true              # false leaves the built-in stress scenarios out: demand +20%, lead times +50%, a
                                # supplier out

    plan:
      start:                    # first day of the change, like 2027-01-01
      pilot:                    # location that goes first; none = the one with most to gain

    scenarios: []               # what might be otherwise; the report plans each anew and plays it, and
                                # meio solve, simulate and scenarios take it by name. Each has a name and any of:
    # - name: peak
    #   description: A strong season in the north
    #   demand: {factor: 1.2, variability_factor: 1.1, region: North}   # and correlation, from 0 to 1, of all locations
    #   lead_time: {factor: 1.5, add: 2, from: outside}   # factor, then periods; from, to: the lane
    #   review_period: {periods: 7, tier: Stores}
    #   unit_cost: {factor: 1.1, class: A}
    #   carrying_rate: 0.3
    #   service: {default: 0.97, by_class: {A: 0.99}}   # also measure; or target (0.98) or gap_factor (0.5 halves what
    #                             # is missing to 1), which count for service.csv, too
    #   optimization: {max_service_time: none, budget: none}   # a number, or none
    #   current_policy: independent   # played beside today's, as it is
    #   closed: [S1]              # locations that exist no more, with their demand
    #   supplier_out: {location: outside, to: DC1, periods: 30}   # ships nothing so long, once: from the first period
    #                             # measured (or start); without periods, for the longest lead and review time it serves
    # Filters, all of which must hold: tier, location, region, item, class. A list gives several changes of one kind:
    # demand: [{factor: 1.3, class: A}, {factor: 0.9, class: C}]

    """
}
