import Phrases
import Testing
