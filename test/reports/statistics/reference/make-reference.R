# Makes reference.json beside it: Rscript make-reference.R > reference.json
# Nothing but base R, so that the JSON is written by hand. Where R has no exact method (ties), everything is enumerated.

number <- function(x) unname(ifelse(is.finite(x), sprintf("%.17g", x), "null"))
list_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
object <- function(...) {
  fields <- c(...)
  paste0("{ ", paste0("\"", names(fields), "\": ", fields, collapse = ", "), " }")
}
array_of <- function(items) paste0("[\n    ", paste(items, collapse = ",\n    "), "\n  ]")

estimated <- function(test, confidence, ...) {
  object(..., confidence = number(confidence), p = number(test$p.value), estimate = number(test$estimate),
         low = number(test$conf.int[1]), high = number(test$conf.int[2]))
}

set.seed(20261120)

signed_rank <- unlist(lapply(c(6, 7, 10, 15, 30, 60, 168), function(n) {
  lapply(c(0.9, 0.95, 0.99375), function(confidence) {
    x <- round(rnorm(n, 0.3), 6)
    # R bounds an interval by the extremes where the confidence cannot be reached; ours has no bounds there.
    if (2 * 0.5^n > 1 - confidence) return(NULL)
    test <- wilcox.test(x, exact = TRUE, conf.int = TRUE, conf.level = confidence)
    estimated(test, confidence, differences = list_of(x))
  })
}))

signed_rank_ties <- sapply(list(c(1, 1, 2, -1, 3, 3), c(-2, 4, 4, 4, 7, 1, -1, 9), c(0, 0, 1, 2, -2, 5, 5, 6, 8),
                                c(3, 3, 3, 3, 3, 3, 3), c(0, 0, 0, 0, 1)), function(x) {
  kept <- x[x != 0]
  ranks <- rank(abs(kept))
  signs <- as.matrix(expand.grid(rep(list(c(0, 1)), length(kept))))
  sums <- as.vector(signs %*% ranks)
  observed <- sum(ranks[kept > 0])
  p <- min(1, 2 * min(mean(sums <= observed + 1e-9), mean(sums >= observed - 1e-9)))
  object(differences = list_of(x), p = number(p))
})

signed_rank_many <- sapply(list(round(rnorm(80, 0.2), 1), round(rnorm(300, 0.1), 2), round(rnorm(250, 0.1), 9)), function(x) {
  test <- suppressWarnings(wilcox.test(x, exact = FALSE, correct = TRUE))
  object(differences = list_of(x), p = number(test$p.value))
})

rank_sum <- unlist(lapply(list(c(4, 4), c(6, 6), c(5, 10), c(3, 40), c(14, 16), c(49, 49)), function(size) {
  lapply(c(0.9, 0.95, 0.99), function(confidence) {
    base <- round(rnorm(size[1]), 6)
    head <- round(rnorm(size[2], 0.5), 6)
    if (2 / choose(sum(size), size[1]) > 1 - confidence) return(NULL)
    test <- wilcox.test(head, base, exact = TRUE, conf.int = TRUE, conf.level = confidence)
    estimated(test, confidence, base = list_of(base), head = list_of(head))
  })
}))

rank_sum_ties <- sapply(list(list(c(1, 1, 2, 3, 3, 4), c(2, 3, 5, 5, 6, 6)), list(c(0, 0, 0, 0), c(0, 0, 1, 2, 2)),
                             list(c(5, 5, 5, 5, 5), c(6, 6, 6, 6, 6)), list(c(1, 1, 1, 1, 1, 1), c(1, 1, 1, 1, 1, 2)),
                             list(c(1, 9, 9), c(1, 1, 1, 1, 2, 9, 9, 9))), function(sides) {
  ranks <- rank(c(sides[[1]], sides[[2]]))
  size <- length(sides[[1]])
  sums <- colSums(matrix(ranks[combn(length(ranks), size)], nrow = size))
  observed <- sum(ranks[1:size])
  p <- min(1, 2 * min(mean(sums <= observed + 1e-9), mean(sums >= observed - 1e-9)))
  object(base = list_of(sides[[1]]), head = list_of(sides[[2]]), p = number(p))
})

rank_sum_many <- sapply(list(c(60, 60, 1), c(30, 40, 1), c(80, 50, 9)), function(how) {
  base <- round(rnorm(how[1]), how[3])
  head <- round(rnorm(how[2], 0.4), how[3])
  test <- suppressWarnings(wilcox.test(head, base, exact = FALSE, correct = TRUE))
  object(base = list_of(base), head = list_of(head), p = number(test$p.value))
})

holm <- sapply(list(c(0.01, 0.04, 0.03, 0.005), c(0.2, 0.01, 0.01, 0.6, 0.0001), c(0.5), c(0.04, 0.04, 0.04)), function(p) {
  object(ps = list_of(p), adjusted = list_of(p.adjust(p, "holm")))
})

proportion <- apply(expand.grid(c(0, 1, 3, 50, 99, 100), c(100, 1000), c(0.95, 0.99)), 1, function(row) {
  interval <- binom.test(row[1], row[2], conf.level = row[3])$conf.int
  object(successes = number(row[1]), n = number(row[2]), confidence = number(row[3]), low = number(interval[1]), high = number(interval[2]))
})

normal <- sapply(c(-37, -20, -8, -7.05, -5, -4.01, -3.99, -3, -1.5, -1e-9, 0, 0.3, 2, 5), function(z) object(z = number(z), p = number(pnorm(z))))
quantile <- sapply(c(1e-12, 1e-6, 0.003125, 0.025, 0.31, 0.5, 0.8, 0.999), function(p) object(p = number(p), z = number(qnorm(p))))

cat("{\n", paste0("  \"", c("madeBy", "signedRank", "signedRankTies", "signedRankMany", "rankSum", "rankSumTies", "rankSumMany", "holm",
  "proportion", "normal", "quantile"), "\": ", c(paste0("\"", R.version.string, "\""), sapply(list(signed_rank, signed_rank_ties,
  signed_rank_many, rank_sum, rank_sum_ties, rank_sum_many, holm, proportion, normal, quantile), array_of)), collapse = ",\n"), "\n}\n", sep = "")
