/** Writing text with a trained model. Imports DL4J, not Spark. */
package org.rnnlm.generate;
