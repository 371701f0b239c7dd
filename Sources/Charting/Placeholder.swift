enum ChartingPlaceholder {}
