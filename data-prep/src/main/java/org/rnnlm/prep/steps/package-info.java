/**
 * The Spark steps from input files to sequence shards. They wire what {@code dump} and {@code text}
 * do in plain Java, and use the core's vocabulary and shards.
 *
 * <h2>The job</h2>
 *
 * {@link PrepareJob}, {@link PrepareSpec}, {@link ReadSpec}, {@link FilterSpec}, {@link
 * SentenceSpec}, {@link OutputFolder}, {@link HeldData}, {@link Problems}.
 *
 * <h2>The inputs</h2>
 *
 * {@link CorpusInputs}, {@link InputListing}, {@link InputFiles}, {@link InputFile}, {@link
 * InputFormat}, {@link InputContent}, {@link InputNumbers}, {@link HadoopInput}, {@link
 * LocalNames}, {@link PassedOver}, {@link FirstRecords}, {@link CutInputs}, {@link CutRecords},
 * {@link CutTexts}, {@link TextCut}, {@link InputSlice}, {@link RecordSlice}, {@link TextSlice},
 * {@link Tasks}.
 *
 * <h2>Inputs that stay tables</h2>
 *
 * {@link TableInputs}, {@link TableSlice}, {@link TableRows}, {@link TableRow}, {@link RecordRows},
 * {@link PageRows}, {@link TextRows}, {@link FileColumns}: what {@code org.rnnlm.prep.table} reads.
 *
 * <h2>From inputs to documents</h2>
 *
 * {@link CorpusReader}, {@link ReadPlan}, {@link ReadPages}, {@link ReadTexts}, {@link
 * ReadRecords}, {@link CleanDocuments}, {@link Document}, {@link StoredText}, {@link
 * PackedDocument}, {@link DocumentIds}, {@link Fate}, {@link Fates}, {@link LeaveOutRepeated},
 * {@link TextPlace}, {@link DuplicateTexts}, {@link TextKey}, {@link Portion}, {@link LongTexts},
 * {@link BreakSentences}, {@link Classes}, {@link Labels}, {@link TagSpec}.
 *
 * <h2>Order and splits</h2>
 *
 * {@link Place}, {@link PlacePartitioner}, {@link SplitRule}, {@link DividedCorpus}, {@link
 * DivideByPosition}, {@link DivideByRank}, {@link DivideByFile}, {@link TaggedFiles}.
 *
 * <h2>The vocabulary</h2>
 *
 * {@link TrainingVocabulary}, {@link CountTokens}, {@link MostFrequent}, {@link LearnSubwords},
 * {@link WordSample}, {@link StoredVocabulary}.
 *
 * <h2>From documents to shards</h2>
 *
 * {@link ShardSetWriter}, {@link EncodeDocuments}, {@link EncodedDocument}, {@link PartitionSizes},
 * {@link ShardLayout}, {@link StreamLayout}, {@link SeparateLayout}, {@link ShardNumbers}, {@link
 * SequenceCut}, {@link CutDocuments}, {@link Segment}, {@link SegmentKey}, {@link StreamStretch},
 * {@link WriteShard}, {@link WrittenShards}.
 *
 * <h2>What people are told</h2>
 *
 * {@link PrepareReport}, {@link ReportPage}, {@link Counters}, {@link Progress}, {@link TaskTime},
 * {@link Part}.
 */
package org.rnnlm.prep.steps;
