/** What the tests of all modules share: it alone goes into the test jar. */
package org.rnnlm.spark;
