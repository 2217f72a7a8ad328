import type { Plan } from '../../plan/plan.ts'
import { answerText } from '../../plan/text/answer-text.ts'
import { measureAdvice, reachText } from '../../plan/text/beyond-text.ts'
import {
  basisSentence,
  costSentence,
  growthSentences,
  stormSentences,
  trafficSentence,
} from '../../plan/text/plan-sentences.ts'
import { markup, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { useFigure } from './use-figure.ts'

/** What matters first: whether this was measured at all, the answer in words, and what is used of what is allowed. */
export function answerSection(plan: Plan): PageSection {
  const sentences = [trafficSentence(plan), ...stormSentences(plan), ...growthSentences(plan), costSentence(plan)]
  const body = markup`${sectionHeading('answer', 'Answer')}
${beyondNotice(plan)}
<p class="verdict-words ${plan.answer.met ? 'good' : 'bad'}" data-met="${String(plan.answer.met)}">${answerText(plan)}</p>
<p>${basisSentence(plan)}</p>
${useFigure(plan)}
<h3>What follows</h3>
<ul class="notes">${sentences.filter((sentence) => sentence !== undefined).map((sentence) => markup`<li>${sentence}</li>\n`)}</ul>`
  return { id: 'answer', label: 'Answer', body }
}

function beyondNotice({ beyond }: Plan): Markup | undefined {
  if (beyond.length === 0) return undefined
  const measure = measureAdvice(beyond).map((command) => markup`<li><code>${command}</code></li>\n`)
  return markup`<div class="notice" data-beyond="${beyond.length}"><p>Beyond what was measured, and reckoned with the same costs all the same:</p>
<ul>${beyond.map((one) => markup`<li>${reachText(one)}</li>\n`)}</ul>
<p>To measure:</p>
<ul>${measure}</ul></div>`
}
