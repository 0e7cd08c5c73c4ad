import { scoreNames } from '../attention/scoreName';
import { evaluateUsage } from './evaluateArguments';

export const evaluateHelp = `${evaluateUsage.replace('      ', 'Usage:')}

Measures models and score functions on files in UTF-8, one sentence a line; line N of each belongs to line N of the
others. Two things can be measured, by themselves or in one call:

BLEU of translations, for which text is as people write it:
  --source FILE      what is translated
  --reference FILE   how people have translated it; give it again for further references
  --beam K, --length-penalty A  how it is searched, as for translate: greedily by default

Alignment error rate, precision and recall of links, for which texts are words with blanks between them. The target
is produced by force, and each of its words linked to the source word with the largest weight, as align does:
  --gold FILE        links that people have drawn: i-j sure, i?j possible, words counted from 0; a line may be empty
  --gold-source FILE  the words in the language that the model translates from
  --gold-target FILE  the words in the other one
  --gold-order ORDER  source-target (default): i is the source word; target-source: j is
  --convention NAME  to which target word a row of weights belongs: the one that its step produced (same, default),
                     the one before that (previous), or both, one after the other
  --as-is            gives words to the model one by one, as they are; without it they are joined as natural text

What is measured:
  --model ID         models by their ids, separated by commas; all of one direction
  --direction NAME   instead of --model: fr-en, en-fr, or auto (default), as most of the source file is
  --family NAME      luong (default), bahdanau, or both, separated by a comma
  --score NAME       some of ${scoreNames.slice(0, 6).join(', ')},
                     ${scoreNames.slice(6).join(', ')}, separated by commas, or all of a model; by default the first one
                     that the model was trained with

How it is written:
  --format table     a line for each model and score function, the best of each column marked with * (default);
                     BP is the brevity penalty, length that of the translations in tokens, by that of the references
  --format json      one object a line, as soon as it is measured: model, score; bleu (null without texts): source,
                     references, beam (1: greedy), lengthPenalty (null if greedy), sentences, signature, score,
                     precisions, counts, totals (of n-grams, n = 1 to 4),
                     brevityPenalty, hypothesisLength, referenceLength (in tokens), unfinished (translations that
                     did not end within the model's greatest length), failures (line, reason); alignments, one for
                     each convention (none without links, and for the score function none): convention, gold,
                     source, target, sentences, aer, precision, recall (in percent; null where there is nothing to
                     divide by), links (that were made), sure, possible, inSure, inPossible, failures
  --batch N, --threads N, --runtime NAME, --models DIR  as for translate

BLEU is that of sacreBLEU with the signature that is written with it, computed by a port that gives the same numbers.
AER = 1 - (|A and S| + |A and P|) / (|A| + |S|), precision = |A and P| / |A|, recall = |A and S| / |S|, of the links A
that were made, the sure S and the possible P, the sure ones included, of all sentences together.

A sentence that the model cannot take, such as one that is too long, counts as an empty translation, or as one without
links; it is named in the result, and the exit code is 1. Files that cannot be measured, and bad arguments, exit
with 2, an interrupt (Ctrl+C) with 130. Where standard error is a terminal, it shows how far the work is.
`;
